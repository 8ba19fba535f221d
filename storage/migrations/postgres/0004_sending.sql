-- The tables of migrations/sqlite/0004_sending.sql.
CREATE TABLE pace (
    bot  TEXT   COLLATE "C" NOT NULL,
    chat TEXT   COLLATE "C" NOT NULL,
    next BIGINT NOT NULL,
    held BIGINT NOT NULL,
    PRIMARY KEY (bot, chat)
);

CREATE TABLE media (
    bot     TEXT   COLLATE "C" NOT NULL,
    hash    TEXT   COLLATE "C" NOT NULL,
    file_id TEXT   COLLATE "C" NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (bot, hash)
);
CREATE INDEX media_kept ON media (kept_at);
