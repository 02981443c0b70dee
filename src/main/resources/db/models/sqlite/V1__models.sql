-- Times are milliseconds since 1970 in UTC. Names of files are never stored: they follow from ids.

CREATE TABLE installed_model (
  node            TEXT    NOT NULL,
  id              TEXT    NOT NULL,
  sha256          TEXT    NOT NULL CHECK (length(sha256) = 64),
  bytes           BIGINT  NOT NULL CHECK (bytes > 0),
  origin          TEXT    NOT NULL CHECK (origin IN ('CATALOGUE', 'IMPORT', 'SHIPPED')),
  scale           INTEGER NOT NULL,
  kind            TEXT    NOT NULL,
  element_type    TEXT    NOT NULL,
  layout          TEXT    NOT NULL,
  value_range     TEXT    NOT NULL,
  channel_order   TEXT    NOT NULL,
  fixed_width     INTEGER,
  fixed_height    INTEGER,
  receptive_field INTEGER,
  opset           INTEGER NOT NULL,
  parameters      BIGINT  NOT NULL,
  installed_at    BIGINT  NOT NULL,
  last_used_at    BIGINT,
  PRIMARY KEY (node, id),
  CHECK ((fixed_width IS NULL) = (fixed_height IS NULL))
);

-- Kept when a model is removed: its file would run as fast again.
CREATE TABLE benchmark (
  node              TEXT             NOT NULL,
  device            TEXT             NOT NULL,
  sha256            TEXT             NOT NULL CHECK (length(sha256) = 64),
  width             INTEGER          NOT NULL CHECK (width > 0),
  height            INTEGER          NOT NULL CHECK (height > 0),
  frames_per_second DOUBLE PRECISION NOT NULL,
  memory_bytes      BIGINT           NOT NULL,
  provider          TEXT             NOT NULL,
  measured_at       BIGINT           NOT NULL,
  PRIMARY KEY (node, device, sha256, width, height)
);
