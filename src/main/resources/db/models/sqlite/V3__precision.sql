-- Models that were installed before compute in floating point, or were not known to do otherwise.
ALTER TABLE installed_model ADD COLUMN precision TEXT NOT NULL DEFAULT 'FLOAT' CHECK (precision IN ('FLOAT', 'INT8'));
