-- A table WITHOUT ROWID moves what of a row is over a quarter of a page to pages
-- that are taken and given back at each change. These rows are longer than that.

CREATE TABLE conversation_whole (
    bot        TEXT    NOT NULL,
    chat       TEXT    NOT NULL,
    thread     TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (bot, chat, thread, person)
) STRICT;
INSERT INTO conversation_whole SELECT bot, chat, thread, person, state, version, updated_at FROM conversation;
DROP TABLE conversation;
ALTER TABLE conversation_whole RENAME TO conversation;
CREATE INDEX conversation_person ON conversation (bot, person);

CREATE TABLE campaign_whole (
    workspace  TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT;
INSERT INTO campaign_whole SELECT workspace, id, name, body, version, updated_at FROM campaign;
DROP TABLE campaign;
ALTER TABLE campaign_whole RENAME TO campaign;
CREATE INDEX campaign_newest ON campaign (workspace, updated_at, id);

CREATE TABLE creator_whole (
    bot        TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (bot, person)
) STRICT;
INSERT INTO creator_whole SELECT bot, person, body, version, updated_at FROM creator;
DROP TABLE creator;
ALTER TABLE creator_whole RENAME TO creator;
