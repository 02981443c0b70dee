-- What was asked for with an idempotency key: the same key with something else is a mistake.
ALTER TABLE job ADD COLUMN request_sha256 TEXT;
