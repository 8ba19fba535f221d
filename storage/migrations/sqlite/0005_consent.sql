-- That a person agreed that we keep what they say, and to which words: one row
-- a person, the latest.
CREATE TABLE consent (
    bot       TEXT    NOT NULL,
    person    TEXT    NOT NULL,
    lang      TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    agreed_at INTEGER NOT NULL,
    PRIMARY KEY (bot, person)
) STRICT, WITHOUT ROWID;

-- To find what is a person's without reading everybody's.
CREATE INDEX conversation_person ON conversation (bot, person);
CREATE INDEX job_person          ON job (bot, person);
