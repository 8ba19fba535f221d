-- The table of migrations/sqlite/0003_job.sql.
CREATE TABLE job (
    id       TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    bot      TEXT   COLLATE "C" NOT NULL,
    chat     TEXT   COLLATE "C" NOT NULL,
    thread   TEXT   COLLATE "C" NOT NULL,
    person   TEXT   COLLATE "C" NOT NULL,
    key      TEXT   COLLATE "C" NOT NULL,
    kind     TEXT   COLLATE "C" NOT NULL,
    body     TEXT   NOT NULL,
    due_at   BIGINT NOT NULL,
    due      BIGINT NOT NULL,
    token    BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    UNIQUE (bot, chat, thread, person, key)
);
CREATE INDEX job_due ON job (bot, due, id);
