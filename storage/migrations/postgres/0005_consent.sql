-- The table of migrations/sqlite/0005_consent.sql.
CREATE TABLE consent (
    bot       TEXT   COLLATE "C" NOT NULL,
    person    TEXT   COLLATE "C" NOT NULL,
    lang      TEXT   COLLATE "C" NOT NULL,
    text      TEXT   COLLATE "C" NOT NULL,
    agreed_at BIGINT NOT NULL,
    PRIMARY KEY (bot, person)
);

CREATE INDEX conversation_person ON conversation (bot, person);
CREATE INDEX job_person          ON job (bot, person);
