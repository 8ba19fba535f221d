-- What is kept of a person who wants to grow as a creator: the person's own,
-- whatever the chat.
CREATE TABLE creator (
    bot        TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (bot, person)
) STRICT, WITHOUT ROWID;
