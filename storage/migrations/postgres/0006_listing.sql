-- The tables of migrations/sqlite/0006_listing.sql.
CREATE TABLE listing (
    bot     TEXT   COLLATE "C" NOT NULL,
    person  TEXT   COLLATE "C" NOT NULL,
    state   TEXT   COLLATE "C" NOT NULL,
    body    TEXT   NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (bot, person)
);
CREATE INDEX listing_state ON listing (state, bot, person);
