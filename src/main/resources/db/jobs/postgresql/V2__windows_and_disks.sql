-- Hours in which jobs that name them may render.
CREATE TABLE render_window (
  name             TEXT    NOT NULL PRIMARY KEY,
  rules            TEXT    NOT NULL,
  zone             TEXT    NOT NULL,
  changed_at       BIGINT  NOT NULL,
  turned_at        BIGINT  NOT NULL
);

-- Whether a window may be deleted is asked for its unfinished jobs.
CREATE INDEX job_by_window ON job (render_window)
  WHERE render_window IS NOT NULL AND state NOT IN ('PUBLISHED', 'CANCELLED', 'FAILED');

-- What each node has measured of the folders that nodes share. No size: the folder is not there;
-- no way: the node has no root for finished files.
CREATE TABLE node_disk (
  node             TEXT    NOT NULL PRIMARY KEY REFERENCES node (name) ON DELETE CASCADE,
  work_free        BIGINT,
  output_free      BIGINT,
  output_way       TEXT    CHECK (output_way IN ('RENAMED', 'COPIED_ON_ONE_DISK', 'COPIED')),
  floor            BIGINT  NOT NULL,
  measured_at      BIGINT  NOT NULL
);

-- How much of a final job's traces is removed: 0 nothing, 1 files, 2 its attempts as well.
ALTER TABLE job ADD COLUMN tidied INTEGER NOT NULL DEFAULT 0;

CREATE INDEX job_finished ON job (tidied, changed_at)
  WHERE state IN ('PUBLISHED', 'CANCELLED', 'FAILED');

CREATE INDEX job_by_end ON job (changed_at)
  WHERE state IN ('PUBLISHED', 'CANCELLED', 'FAILED');

-- Jobs that are forgotten before what they left was removed.
CREATE TABLE leftover (
  job              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  output           TEXT    NOT NULL,
  forgotten_at     BIGINT  NOT NULL
);
