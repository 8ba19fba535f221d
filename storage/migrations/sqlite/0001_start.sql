-- Times are microseconds since 1970. Open queue rows have no closed_at; due is
-- when a row may be claimed next, 0 at once.

CREATE TABLE inbox (
    seq         INTEGER PRIMARY KEY,
    bot         TEXT    NOT NULL,
    update_id   INTEGER NOT NULL,
    chat        TEXT    NOT NULL,
    body        BLOB    NOT NULL,
    received_at INTEGER NOT NULL,
    due         INTEGER NOT NULL DEFAULT 0,
    token       INTEGER NOT NULL DEFAULT 0,
    attempts    INTEGER NOT NULL DEFAULT 0,
    closed_at   INTEGER,
    dead        INTEGER NOT NULL DEFAULT 0,
    UNIQUE (bot, update_id)
) STRICT;
CREATE INDEX inbox_due    ON inbox (bot, due, seq)  WHERE closed_at IS NULL;
CREATE INDEX inbox_line   ON inbox (bot, chat, seq) WHERE closed_at IS NULL;
CREATE INDEX inbox_closed ON inbox (closed_at)      WHERE closed_at IS NOT NULL;

CREATE TABLE outbox (
    seq        INTEGER PRIMARY KEY,
    bot        TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    chat       TEXT    NOT NULL,
    thread     TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    body       BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    due        INTEGER NOT NULL DEFAULT 0,
    token      INTEGER NOT NULL DEFAULT 0,
    attempts   INTEGER NOT NULL DEFAULT 0,
    closed_at  INTEGER,
    dead       INTEGER NOT NULL DEFAULT 0,
    message    TEXT    NOT NULL DEFAULT '',
    UNIQUE (bot, key)
) STRICT;
CREATE INDEX outbox_due    ON outbox (bot, due, seq)  WHERE closed_at IS NULL;
CREATE INDEX outbox_line   ON outbox (bot, chat, seq) WHERE closed_at IS NULL;
CREATE INDEX outbox_closed ON outbox (closed_at)      WHERE closed_at IS NOT NULL;

CREATE TABLE conversation (
    bot        TEXT    NOT NULL,
    chat       TEXT    NOT NULL,
    thread     TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (bot, chat, thread, person)
) STRICT, WITHOUT ROWID;

-- A workspace has a row once its list has changed.
CREATE TABLE workspace (
    id             TEXT    NOT NULL PRIMARY KEY,
    roster_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign (
    workspace  TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_newest ON campaign (workspace, updated_at, id);

CREATE TABLE list_import (
    seq       INTEGER PRIMARY KEY,
    workspace TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    file      TEXT    NOT NULL,
    accounts  INTEGER NOT NULL,
    report    TEXT    NOT NULL,
    taken_at  INTEGER NOT NULL,
    UNIQUE (workspace, id)
) STRICT;

-- The accounts of an import, some hundreds a row: lists are only ever read and
-- written whole.
CREATE TABLE roster_part (
    import   INTEGER NOT NULL REFERENCES list_import (seq) ON DELETE CASCADE,
    n        INTEGER NOT NULL,
    accounts TEXT    NOT NULL,
    PRIMARY KEY (import, n)
) STRICT;

CREATE TABLE upload (
    seq         INTEGER PRIMARY KEY,
    workspace   TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    data        BLOB    NOT NULL,
    received_at INTEGER NOT NULL,
    UNIQUE (workspace, id)
) STRICT;
CREATE INDEX upload_received ON upload (received_at);
