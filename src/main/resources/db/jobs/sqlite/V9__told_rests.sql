-- How many entries of the history a rest has left, and when the last one was: few, and then one an hour.
ALTER TABLE job     ADD COLUMN rest_told    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job     ADD COLUMN rest_told_at BIGINT  NOT NULL DEFAULT 0;
ALTER TABLE segment ADD COLUMN rest_told    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE segment ADD COLUMN rest_told_at BIGINT  NOT NULL DEFAULT 0;
