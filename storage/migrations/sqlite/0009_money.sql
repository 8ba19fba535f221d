-- What the tokens of a day cost, in billionths of a dollar.
ALTER TABLE spent ADD COLUMN nano_usd INTEGER NOT NULL DEFAULT 0;
