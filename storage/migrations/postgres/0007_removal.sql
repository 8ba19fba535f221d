-- The tables of migrations/sqlite/0007_removal.sql.
CREATE TABLE removed (
    hash       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    removed_at BIGINT NOT NULL
);

CREATE TABLE removal (
    id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    bot      TEXT COLLATE "C" NOT NULL,
    person   TEXT COLLATE "C" NOT NULL,
    platform TEXT COLLATE "C" NOT NULL,
    handle   TEXT COLLATE "C" NOT NULL,
    code     TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX removal_person ON removal (bot, person);
