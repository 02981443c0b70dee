-- All memory of the GPU; 0 for a CPU, and where a GPU does not tell. A memory_bytes of 0 is unknown too.
ALTER TABLE benchmark ADD COLUMN device_bytes BIGINT NOT NULL DEFAULT 0;

-- On a GPU these were figures of main memory.
UPDATE benchmark SET memory_bytes = 0 WHERE provider <> 'CPU';
