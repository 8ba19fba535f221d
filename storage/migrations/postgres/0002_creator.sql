-- The tables of migrations/sqlite/0002_creator.sql.
CREATE TABLE creator (
    bot        TEXT   COLLATE "C" NOT NULL,
    person     TEXT   COLLATE "C" NOT NULL,
    body       TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (bot, person)
);
