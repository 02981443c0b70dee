package dev.jellyscale.api.upscaler.process;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body by which a file is asked to be enlarged, as it came.
 *
 * @param inputPath {@code root:folder/file}, or as Jellyfin names it
 * @param outputPath below the output root; null: named after the input
 * @param model null or {@code auto}: the one that this node takes for jobs
 * @param scale null or 0: the model's own
 * @param quality {@code low}, {@code medium} or {@code high}
 */
record ProcessForm(
    @Schema(required = true, examples = "media:films/a.mkv") @Nullable String inputPath,
    @Schema(examples = "output:films/a.2x.mkv") @Nullable String outputPath,
    @Nullable String model,
    @Schema(minimum = "0", maximum = "4") @Nullable Integer scale,
    @Schema(examples = "medium") @Nullable String quality) {

  JobSize size() {
    return JobSize.of(model, scale, quality);
  }
}
