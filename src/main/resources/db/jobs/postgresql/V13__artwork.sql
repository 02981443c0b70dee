-- Scans of pictures are done beside those of videos.
ALTER TABLE scan ADD COLUMN artwork INTEGER NOT NULL DEFAULT 0;

-- A picture of Jellyfin that was enlarged, is about to be, or was put back. Written before
-- Jellyfin is touched. The hashes tell what was there before, and what is there by us.
CREATE TABLE artwork (
  id               TEXT    NOT NULL PRIMARY KEY,
  item             TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  kind             TEXT    NOT NULL,
  rule_name        TEXT    NOT NULL,
  scan             TEXT    NOT NULL,
  line             INTEGER NOT NULL,
  model            TEXT    NOT NULL,
  state            TEXT    NOT NULL CHECK (state IN ('INTENDED', 'PLACED', 'OVERTAKEN', 'ABANDONED', 'UNDOING', 'UNDONE')),
  before_sha256    TEXT    NOT NULL,
  before_type      TEXT    NOT NULL,
  before_bytes     BIGINT  NOT NULL,
  before_width     INTEGER NOT NULL,
  before_height    INTEGER NOT NULL,
  after_sha256     TEXT    NOT NULL,
  after_bytes      BIGINT  NOT NULL,
  after_width      INTEGER NOT NULL,
  after_height     INTEGER NOT NULL,
  tag              TEXT,
  kept             INTEGER NOT NULL,
  changed_at       BIGINT  NOT NULL
);

CREATE INDEX artwork_of_item ON artwork (item, kind);
CREATE INDEX artwork_kept ON artwork (before_bytes) WHERE kept = 1;

-- Nobody changes a picture of an item while somebody else does.
CREATE UNIQUE INDEX artwork_at_work ON artwork (item, kind) WHERE state IN ('INTENDED', 'UNDOING');

-- The pictures themselves as they were before, so that they can be put back.
CREATE TABLE artwork_before (
  artwork          TEXT    NOT NULL PRIMARY KEY REFERENCES artwork (id) ON DELETE CASCADE,
  content          BYTEA    NOT NULL
);

-- What a scan says of each picture, in the order in which they are enlarged.
CREATE TABLE scan_picture (
  scan             TEXT    NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
  number           INTEGER NOT NULL,
  item             TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  kind             TEXT    NOT NULL,
  width            INTEGER,
  height           INTEGER,
  sha256           TEXT,
  after_width      INTEGER,
  after_height     INTEGER,
  fate             TEXT    NOT NULL,
  artwork          TEXT,
  PRIMARY KEY (scan, number)
);
