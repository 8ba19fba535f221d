-- The tables of migrations/sqlite/0008_speech.sql.
CREATE TABLE spent (
    bot    TEXT   COLLATE "C" NOT NULL,
    person TEXT   COLLATE "C" NOT NULL,
    day    TEXT   COLLATE "C" NOT NULL,
    tokens BIGINT NOT NULL,
    PRIMARY KEY (bot, person, day)
);
CREATE INDEX spent_day ON spent (day);

CREATE TABLE spoken (
    hash    TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    reply   TEXT   COLLATE "C" NOT NULL,
    kept_at BIGINT NOT NULL
);
CREATE INDEX spoken_kept ON spoken (kept_at);

CREATE TABLE quiet (
    workspace TEXT COLLATE "C" NOT NULL PRIMARY KEY
);
