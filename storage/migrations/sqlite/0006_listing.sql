-- Creators who asked to be found by marketers, by their consent; those listed
-- are part of the shared list. state is that of the body, to find by.
CREATE TABLE listing (
    bot     TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    body    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (bot, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_state ON listing (state, bot, person);
