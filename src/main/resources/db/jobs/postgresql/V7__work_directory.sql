-- Which work directory the files of these jobs lie in: its marker, where it lay for the node that took it (its path,
-- and where its file system was mounted), and whether the marker has been written.
CREATE TABLE work_directory (
  id               INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  marker           TEXT    NOT NULL,
  place            TEXT    NOT NULL,
  written          INTEGER NOT NULL CHECK (written IN (0, 1))
);
