-- Sealed by a key that lies in a file beside the database; key_id tells which one.
-- Several versions of a name are valid at once until those before the last one end.
CREATE TABLE secret (
  name             TEXT    NOT NULL,
  version          INTEGER NOT NULL,
  key_id           TEXT    NOT NULL,
  sealed           BLOB    NOT NULL,
  made_at          BIGINT  NOT NULL,
  ends_at          BIGINT,
  PRIMARY KEY (name, version)
);

-- Address and key of a target are secrets; host is what may be shown.
CREATE TABLE notify_target (
  name             TEXT    NOT NULL PRIMARY KEY,
  kind             TEXT    NOT NULL CHECK (kind IN ('WEBHOOK', 'DISCORD', 'NTFY')),
  host             TEXT    NOT NULL,
  occasions        TEXT    NOT NULL,
  made_at          BIGINT  NOT NULL,
  changed_at       BIGINT  NOT NULL
);

-- due_at is when it may be tried, or, while somebody tries it, when he is taken for lost.
CREATE TABLE notify_delivery (
  number           INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  id               TEXT    NOT NULL UNIQUE,
  target           TEXT    NOT NULL REFERENCES notify_target (name) ON DELETE CASCADE,
  occasion         TEXT    NOT NULL,
  at               BIGINT  NOT NULL,
  facts            TEXT    NOT NULL,
  state            TEXT    NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'GIVEN_UP', 'DROPPED')),
  tries            INTEGER NOT NULL DEFAULT 0,
  due_at           BIGINT  NOT NULL,
  node             TEXT,
  status           INTEGER,
  problem          TEXT,
  ended_at         BIGINT,
  CHECK ((state = 'PENDING') = (ended_at IS NULL))
);

-- The poll sees what waits, however many ended ones are kept.
CREATE INDEX notify_delivery_pending ON notify_delivery (target, due_at, number)
  WHERE state = 'PENDING';

CREATE INDEX notify_delivery_of_target ON notify_delivery (target, number);
