-- Which videos are upscaled by themselves. No next run: only when somebody says so.
CREATE TABLE rule (
  name             TEXT    NOT NULL PRIMARY KEY,
  rule             TEXT    NOT NULL,
  changed_at       BIGINT  NOT NULL,
  next_run         BIGINT
);

CREATE INDEX rule_due ON rule (next_run) WHERE next_run IS NOT NULL;

-- A look at the libraries of a rule, as the rule was then.
CREATE TABLE scan (
  id               TEXT    NOT NULL PRIMARY KEY,
  rule_name        TEXT    NOT NULL,
  rule             TEXT    NOT NULL,
  dry              INTEGER NOT NULL,
  redo             INTEGER NOT NULL,
  state            TEXT    NOT NULL CHECK (state IN ('WAITING', 'LOOKING', 'BEGINNING', 'DONE', 'FAILED')),
  attempt          INTEGER NOT NULL DEFAULT 0,
  node             TEXT,
  seen_at          BIGINT,
  why              TEXT,
  created_at       BIGINT  NOT NULL,
  changed_at       BIGINT  NOT NULL
);

CREATE INDEX scan_of_rule ON scan (rule_name, id);
CREATE INDEX scan_open ON scan (state, id) WHERE state IN ('WAITING', 'LOOKING', 'BEGINNING');

-- What a scan says of each video, in the order in which jobs are begun.
CREATE TABLE scan_item (
  scan             TEXT    NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
  number           INTEGER NOT NULL,
  item             TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  source           TEXT,
  source_bytes     BIGINT,
  source_modified  BIGINT,
  judgement        TEXT    NOT NULL,
  model_before     TEXT,
  bytes            BIGINT,
  millis           BIGINT,
  job              TEXT,
  PRIMARY KEY (scan, number)
);

-- Whose source a file is, asked for by scans.
ALTER TABLE job ADD COLUMN source TEXT NOT NULL DEFAULT '';
CREATE INDEX job_by_source ON job (source)
  WHERE state NOT IN ('PUBLISHED', 'CANCELLED', 'FAILED');

-- Whether a file is a film of ours, asked for by scans.
CREATE INDEX published_file_by_place ON published_file (place);
