-- Which start of a node has written the row: two nodes of one name are told apart.
ALTER TABLE node ADD COLUMN boot TEXT NOT NULL DEFAULT '';
