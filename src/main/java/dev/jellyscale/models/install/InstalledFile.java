package dev.jellyscale.models.install;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits;
import java.nio.file.Path;

/**
 * A model's file that was verified, inspected and tried, and has its final name.
 *
 * @param path absolute
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param bytes size of the file
 * @param traits what the model was found to be
 */
public record InstalledFile(ModelId id, Path path, String sha256, long bytes, ModelTraits traits) {}
