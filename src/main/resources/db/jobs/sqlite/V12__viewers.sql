-- What each node that asks Jellyfin last found: whether jobs give way to viewers, and to what.
CREATE TABLE node_viewers (
  node             TEXT    NOT NULL PRIMARY KEY REFERENCES node (name) ON DELETE CASCADE,
  way              TEXT    CHECK (way IN ('GPU_TRANSCODE', 'PLAYBACK')),
  told_at          BIGINT  NOT NULL
);
