-- Where a film shall go beside the output root, as JSON; nothing: nowhere.
ALTER TABLE job ADD COLUMN publish TEXT;

-- Every film that was given a name, or is about to be. A row outlives its job. backup is where the original
-- stands whose name the film took: it is written down before the original is touched. told: whether Jellyfin hears
-- of it; twin: its own item there.
CREATE TABLE published_file (
  job              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  state            TEXT    NOT NULL CHECK (state IN ('INTENDED', 'PLACED', 'REMOVING', 'REMOVED')),
  mode             TEXT    NOT NULL CHECK (mode IN ('OUTPUT', 'MERGE', 'VERSION', 'REPLACE')),
  place            TEXT    NOT NULL,
  backup           TEXT,
  note             TEXT,
  source           TEXT    NOT NULL,
  source_bytes     BIGINT  NOT NULL,
  source_modified  BIGINT  NOT NULL,
  source_sha256    TEXT    NOT NULL,
  model            TEXT    NOT NULL,
  model_sha256     TEXT    NOT NULL,
  width            INTEGER NOT NULL,
  height           INTEGER NOT NULL,
  encoder          TEXT    NOT NULL,
  bytes            BIGINT  NOT NULL,
  sha256           TEXT    NOT NULL CHECK (length(sha256) = 64),
  item             TEXT,
  twin             TEXT,
  told             INTEGER NOT NULL CHECK (told IN (0, 1)),
  changed_at       BIGINT  NOT NULL,
  CHECK (mode <> 'REPLACE' OR backup IS NOT NULL)
);

-- What a kill may have left in the middle.
CREATE INDEX published_file_open ON published_file (changed_at) WHERE state IN ('INTENDED', 'REMOVING');

-- Whether a source has been done already.
CREATE INDEX published_file_of_source ON published_file (source);

-- Folders that were made for films; they go when they are empty.
CREATE TABLE published_folder (
  place            TEXT    NOT NULL PRIMARY KEY,
  made_at          BIGINT  NOT NULL
);

-- What Jellyfin is still to be told or asked of a film. due_at is when it may be tried, or, while somebody tries
-- it, when he is taken for lost.
CREATE TABLE library_errand (
  number           BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job              TEXT COLLATE "C" NOT NULL REFERENCES published_file (job) ON DELETE CASCADE,
  kind             TEXT    NOT NULL CHECK (kind IN ('TELL', 'MERGE', 'SPLIT')),
  state            TEXT    NOT NULL CHECK (state IN ('PENDING', 'DONE', 'GIVEN_UP')),
  tries            INTEGER NOT NULL DEFAULT 0,
  made_at          BIGINT  NOT NULL,
  due_at           BIGINT  NOT NULL,
  problem          TEXT,
  ended_at         BIGINT,
  CHECK ((state = 'PENDING') = (ended_at IS NULL))
);

CREATE INDEX library_errand_pending ON library_errand (due_at, number) WHERE state = 'PENDING';
CREATE INDEX library_errand_of_file ON library_errand (job, number);
