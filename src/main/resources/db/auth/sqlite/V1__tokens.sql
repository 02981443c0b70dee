-- Times are milliseconds since 1970 in UTC. The secret itself is stored nowhere.

CREATE TABLE token (
  id          TEXT   NOT NULL PRIMARY KEY,
  name        TEXT   NOT NULL,
  prefix      TEXT   NOT NULL,
  fingerprint TEXT   NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
  scopes      TEXT   NOT NULL,
  created     BIGINT NOT NULL,
  expires_at  BIGINT,
  last_used   BIGINT
);
