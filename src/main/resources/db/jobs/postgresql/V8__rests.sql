-- Why a job or a segment rests without being counted, and since when: one entry for each reason.
ALTER TABLE job     ADD COLUMN rest_reason TEXT;
ALTER TABLE job     ADD COLUMN rest_since  BIGINT NOT NULL DEFAULT 0;
ALTER TABLE segment ADD COLUMN rest_reason TEXT;
ALTER TABLE segment ADD COLUMN rest_since  BIGINT NOT NULL DEFAULT 0;
