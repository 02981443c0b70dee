package dev.jellyscale.api.v1.order;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body by which a job is asked for, as it came.
 *
 * @param source {@code root:folder/file}
 * @param output {@code output:folder/file}; null: named after the source
 * @param model null: {@code DEFAULT_MODEL}, else the one that {@code upscale} takes
 * @param scale 2, 3 or 4; null with {@code to} null: the model's own
 * @param to {@code 720p}, {@code 1080p}, {@code 1440p} or {@code 2160p}
 * @param encoder as {@code upscale} names it
 * @param preset in the encoder's words
 * @param crf in the encoder's scale
 * @param provider {@code cpu}, {@code cuda} or {@code tensorrt}
 * @param priority 1 to 10; null: 5
 * @param window name of a render window; null: any time
 * @param publish {@code merge}, {@code version} or {@code replace}; null: {@code merge} where an
 *     item is named, else the output root alone
 * @param item of Jellyfin whose film the source is
 * @param label of a version; null: {@code 2160p AI} by the height
 * @param first whether a version may be played unasked; null: no
 * @param framesPerSegment null: as long as segments may take
 */
public record JobForm(
    @Schema(required = true, examples = "media:films/a.mkv") @Nullable String source,
    @Schema(examples = "output:films/a.2x.mkv") @Nullable String output,
    @Nullable String model,
    @Schema(minimum = "2", maximum = "4") @Nullable Integer scale,
    @Schema(examples = "1080p") @Nullable String to,
    @Schema(examples = "x265") @Nullable String encoder,
    @Nullable String preset,
    @Nullable Integer crf,
    @Schema(examples = "cpu") @Nullable String provider,
    @Schema(minimum = "1", maximum = "10") @Nullable Integer priority,
    @Nullable String window,
    @Schema(examples = "version") @Nullable String publish,
    @Schema(examples = "0123456789abcdef0123456789abcdef") @Nullable String item,
    @Schema(maxLength = 60) @Nullable String label,
    @Nullable Boolean first,
    @Schema(minimum = "1") @Nullable Integer framesPerSegment)
    implements RecipeMembers {

  /** The body by which a job's priority is changed, as it came. */
  public record Change(
      @Schema(required = true, minimum = "1", maximum = "10") @Nullable Integer priority) {}
}
