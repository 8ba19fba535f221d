-- Tokens of a language model used on a day: by each person of a bot, and by all
-- together under person ''.
CREATE TABLE spent (
    bot    TEXT    NOT NULL,
    person TEXT    NOT NULL,
    day    TEXT    NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (bot, person, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX spent_day ON spent (day);

-- What a language model said, by a hash of all that it was sent: no names, nor
-- who asked.
CREATE TABLE spoken (
    hash    TEXT    NOT NULL PRIMARY KEY,
    reply   TEXT    NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX spoken_kept ON spoken (kept_at);

-- The workspaces for which no language model is asked.
CREATE TABLE quiet (
    workspace TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
