package dev.jellyscale.jobs.work;

import java.nio.file.Path;

/**
 * A film that is complete and on the disk.
 *
 * @param path in the work directory
 * @param bytes its size
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
record FinishedFile(Path path, long bytes, String sha256) {}
