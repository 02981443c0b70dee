-- How often each kind of a job's file work has failed in a row, and until when it is not tried again.
ALTER TABLE job ADD COLUMN plan_failures    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN join_failures    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN publish_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN not_before       BIGINT  NOT NULL DEFAULT 0;

-- Also in the recipe; here for the count of what each model renders.
ALTER TABLE job ADD COLUMN model            TEXT    NOT NULL DEFAULT '';
UPDATE job SET model = recipe::json -> 'model' ->> 'value';

ALTER TABLE segment ADD COLUMN check_failures    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE segment ADD COLUMN check_not_before  BIGINT  NOT NULL DEFAULT 0;
ALTER TABLE segment ADD COLUMN frames_per_second DOUBLE PRECISION;

-- How many segments of a model all nodes together render at most; a model without a row has no limit.
CREATE TABLE model_limit (
  model            TEXT    NOT NULL PRIMARY KEY,
  segments         INTEGER NOT NULL CHECK (segments BETWEEN 1 AND 1000)
);
