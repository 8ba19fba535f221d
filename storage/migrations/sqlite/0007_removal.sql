-- Creators who asked to be in no list, as hashes of platform and handle.
CREATE TABLE removed (
    hash       TEXT    NOT NULL PRIMARY KEY,
    removed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who asks for it, until an operator has seen that the account is theirs.
CREATE TABLE removal (
    id       TEXT    NOT NULL PRIMARY KEY,
    bot      TEXT    NOT NULL,
    person   TEXT    NOT NULL,
    platform TEXT    NOT NULL,
    handle   TEXT    NOT NULL,
    code     TEXT    NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX removal_person ON removal (bot, person);
