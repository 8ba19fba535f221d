-- migrations/sqlite/0010_large_rows.sql is about how SQLite keeps tables: there
-- is nothing to do here.
SELECT 1;
