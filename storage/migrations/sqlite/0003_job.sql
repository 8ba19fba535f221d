-- What is to be done at a time, in a conversation: at most one row a key, gone
-- when it is done. due_at is when it was asked for; due, as in the queues, when
-- it may be claimed next, the end of all time while nobody is there.
CREATE TABLE job (
    id       TEXT    NOT NULL PRIMARY KEY,
    bot      TEXT    NOT NULL,
    chat     TEXT    NOT NULL,
    thread   TEXT    NOT NULL,
    person   TEXT    NOT NULL,
    key      TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    due_at   INTEGER NOT NULL,
    due      INTEGER NOT NULL,
    token    INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    UNIQUE (bot, chat, thread, person, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_due ON job (bot, due, id);
