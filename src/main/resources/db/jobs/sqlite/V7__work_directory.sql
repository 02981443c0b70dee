-- Which work directory the files of these jobs lie in: its marker, and where its file system was mounted.
CREATE TABLE work_directory (
  id               INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  marker           TEXT    NOT NULL,
  mounted_at       TEXT    NOT NULL
);
