-- Ids are compared byte by byte, which is the order of time, whatever the collation of the database.
-- Times are milliseconds since 1970 in UTC by the clock of the database. JSON is text.

CREATE TABLE job (
  id               TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  caller           TEXT    NOT NULL,
  idempotency_key  TEXT,
  recipe           TEXT    NOT NULL,
  output           TEXT    NOT NULL,
  priority         INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 10),
  render_window    TEXT,
  state            TEXT    NOT NULL CHECK (state IN (
                     'QUEUED', 'PLANNING', 'RENDERING', 'ASSEMBLING', 'VERIFYING', 'PAUSED',
                     'PUBLISHED', 'CANCELLED', 'FAILED')),
  paused_from      TEXT    CHECK (paused_from IN (
                     'QUEUED', 'PLANNING', 'RENDERING', 'ASSEMBLING', 'VERIFYING')),
  plan             TEXT,
  file_attempts    INTEGER NOT NULL DEFAULT 0,
  output_attempt   INTEGER,
  output_bytes     BIGINT,
  output_sha256    TEXT,
  fault_code       TEXT,
  fault_reason     TEXT,
  fault_lasting    INTEGER,
  waiting          TEXT,
  segments_named   INTEGER NOT NULL DEFAULT 0,
  cut_by_measure   INTEGER NOT NULL DEFAULT 0,
  created_at       BIGINT  NOT NULL,
  changed_at       BIGINT  NOT NULL,
  CHECK ((state = 'PAUSED') = (paused_from IS NOT NULL)),
  CHECK ((state = 'FAILED') = (fault_code IS NOT NULL)),
  CHECK ((output_attempt IS NULL) = (output_sha256 IS NULL)),
  CHECK (output_sha256 IS NOT NULL OR state NOT IN ('VERIFYING', 'PUBLISHED')),
  CHECK (output_sha256 IS NULL OR length(output_sha256) = 64),
  UNIQUE (caller, idempotency_key)
);

-- The poll of each state takes the most urgent and oldest jobs, however many others wait.
CREATE INDEX job_by_urgency ON job (state, priority DESC, id);

-- Pages of one state, newest first.
CREATE INDEX job_by_age ON job (state, id);

-- Two unfinished jobs would write one file.
CREATE UNIQUE INDEX job_by_output ON job (output)
  WHERE state NOT IN ('PUBLISHED', 'CANCELLED', 'FAILED');

CREATE TABLE segment (
  job              TEXT COLLATE "C" NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  number           INTEGER NOT NULL,
  first_frame      BIGINT  NOT NULL CHECK (first_frame >= 0),
  end_frame        BIGINT  NOT NULL,
  state            TEXT    NOT NULL CHECK (state IN (
                     'PENDING', 'RUNNING', 'RENDERED', 'DONE', 'FAILED')),
  not_before       BIGINT  NOT NULL DEFAULT 0,
  attempt          INTEGER NOT NULL DEFAULT 0,
  failures         INTEGER NOT NULL DEFAULT 0,
  ladder           INTEGER NOT NULL DEFAULT 0,
  node             TEXT,
  frames_done      BIGINT,
  progress_at      BIGINT,
  bytes            BIGINT,
  sha256           TEXT,
  header_sha256    TEXT,
  crc32c           BIGINT,
  seconds          DOUBLE PRECISION,
  device           TEXT,
  fault_code       TEXT,
  fault_reason     TEXT,
  fault_lasting    INTEGER,
  PRIMARY KEY (job, number),
  CHECK (first_frame < end_frame),
  CHECK ((state IN ('RENDERED', 'DONE')) = (sha256 IS NOT NULL)),
  CHECK (sha256 IS NULL OR length(sha256) = 64),
  CHECK ((sha256 IS NULL) = (header_sha256 IS NULL) AND (sha256 IS NULL) = (crc32c IS NULL)),
  CHECK ((state = 'FAILED') = (fault_code IS NOT NULL)),
  CHECK ((state IN ('RUNNING', 'RENDERED', 'DONE')) = (node IS NOT NULL)),
  CHECK (attempt > 0 OR state = 'PENDING')
);

-- No frame is rendered into two segments.
CREATE UNIQUE INDEX segment_by_frame ON segment (job, first_frame);

CREATE INDEX segment_pending ON segment (job, first_frame) WHERE state = 'PENDING';

-- Few rows at any time: what nodes are at now.
CREATE INDEX segment_begun ON segment (state, node) WHERE state IN ('RUNNING', 'RENDERED');

CREATE TABLE attempt (
  job              TEXT COLLATE "C" NOT NULL,
  segment          INTEGER NOT NULL,
  number           INTEGER NOT NULL,
  node             TEXT    NOT NULL,
  began_at         BIGINT  NOT NULL,
  ended_at         BIGINT,
  outcome          TEXT    CHECK (outcome IN (
                     'DONE', 'FAILED', 'LOST', 'GIVEN_UP', 'CLIMBED', 'ENDED_WITH_JOB')),
  reason           TEXT,
  PRIMARY KEY (job, segment, number),
  FOREIGN KEY (job, segment) REFERENCES segment (job, number) ON DELETE CASCADE,
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

CREATE TABLE history (
  number           BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at               BIGINT  NOT NULL,
  job              TEXT COLLATE "C" NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  segment          INTEGER,
  from_state       TEXT    NOT NULL,
  to_state         TEXT    NOT NULL,
  actor            TEXT    NOT NULL,
  why              TEXT    NOT NULL
);

CREATE INDEX history_of_job ON history (job, number);

CREATE TABLE node (
  name             TEXT    NOT NULL PRIMARY KEY,
  version          TEXT    NOT NULL,
  slots            INTEGER NOT NULL CHECK (slots >= 0),
  providers        TEXT    NOT NULL,
  devices          TEXT    NOT NULL,
  draining         INTEGER NOT NULL DEFAULT 0,
  started_at       BIGINT  NOT NULL,
  seen_at          BIGINT  NOT NULL
);

-- One row: whether all of the queue stands still.
CREATE TABLE queue (
  id               INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  paused           INTEGER NOT NULL,
  actor            TEXT    NOT NULL,
  why              TEXT    NOT NULL,
  changed_at       BIGINT  NOT NULL
);

INSERT INTO queue (id, paused, actor, why, changed_at) VALUES (1, 0, '', '', 0);

-- The columns are those of db-scheduler 16.12.0; an execution carries no payload of ours.
CREATE TABLE scheduled_tasks (
  task_name             TEXT NOT NULL,
  task_instance         TEXT NOT NULL,
  task_data             BYTEA,
  execution_time        TIMESTAMP WITH TIME ZONE NOT NULL,
  picked                BOOLEAN NOT NULL,
  picked_by             TEXT,
  last_success          TIMESTAMP WITH TIME ZONE,
  last_failure          TIMESTAMP WITH TIME ZONE,
  consecutive_failures  INTEGER,
  last_heartbeat        TIMESTAMP WITH TIME ZONE,
  version               BIGINT NOT NULL,
  priority              SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_urgent ON scheduled_tasks (priority DESC, execution_time);
CREATE INDEX scheduled_tasks_silent ON scheduled_tasks (last_heartbeat);
