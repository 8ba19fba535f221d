-- The column of migrations/sqlite/0009_money.sql.
ALTER TABLE spent ADD COLUMN nano_usd BIGINT NOT NULL DEFAULT 0;
