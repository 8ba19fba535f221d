-- How far the turns to send are given away, by chat and, as chat '', for the
-- bot as a whole: next is when the one after the last is free, held until when
-- there is none.
CREATE TABLE pace (
    bot  TEXT    NOT NULL,
    chat TEXT    NOT NULL,
    next INTEGER NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (bot, chat)
) STRICT, WITHOUT ROWID;

-- What the messenger calls a file that it already has, by a hash of the file.
CREATE TABLE media (
    bot     TEXT    NOT NULL,
    hash    TEXT    NOT NULL,
    file_id TEXT    NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (bot, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_kept ON media (kept_at);
