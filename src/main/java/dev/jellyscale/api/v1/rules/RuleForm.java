package dev.jellyscale.api.v1.rules;

import dev.jellyscale.api.v1.order.RecipeMembers;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rule shall be, as it came.
 *
 * @param libraries ids of Jellyfin's libraries
 * @param genres of which a video has one at least; null: any
 * @param watched state for one user; null: whatever it is
 * @param addedAfter day, such as {@code 2026-01-31}, or moment, such as {@code
 *     2026-01-31T12:00:00Z}; null: at any time
 * @param largest box that a source's picture fits into, such as {@code 1280x720}; null: any size
 * @param shortest length, such as {@code PT10M}; null: any
 * @param longest length; null: any
 * @param model null: {@code DEFAULT_MODEL}, else the one that {@code upscale} takes
 * @param scale 2, 3 or 4; null with {@code to} null: the model's own
 * @param to {@code 720p}, {@code 1080p}, {@code 1440p} or {@code 2160p}
 * @param encoder as {@code upscale} names it
 * @param preset in the encoder's words
 * @param crf in the encoder's scale
 * @param priority 1 to 10; null: 5
 * @param window name of a render window; null: any time
 * @param publish {@code merge}, {@code version} or {@code replace}; null: {@code merge}
 * @param ceiling most jobs of one run
 * @param daily time of the day at which it runs by itself, such as {@code 03:00}; null: never
 * @param zone whose clocks count; needed with {@code daily}
 * @param artwork makes it a rule of posters and backdrops, for which only {@code libraries}, {@code
 *     model}, {@code ceiling}, {@code daily} and {@code zone} count besides; null: of videos
 */
public record RuleForm(
    @Schema(required = true, minItems = 1, maxItems = 64)
        @Nullable List<@Nullable String> libraries,
    @Schema(maxItems = 64) @Nullable List<@Nullable String> genres,
    @Nullable Watching watched,
    @Schema(examples = "2026-01-31") @Nullable String addedAfter,
    @Schema(examples = "1280x720") @Nullable String largest,
    @Schema(examples = "PT10M") @Nullable String shortest,
    @Schema(examples = "PT3H") @Nullable String longest,
    @Nullable String model,
    @Schema(minimum = "2", maximum = "4") @Nullable Integer scale,
    @Schema(examples = "1080p") @Nullable String to,
    @Schema(examples = "x265") @Nullable String encoder,
    @Nullable String preset,
    @Nullable Integer crf,
    @Schema(minimum = "1", maximum = "10") @Nullable Integer priority,
    @Nullable String window,
    @Schema(examples = "merge") @Nullable String publish,
    @Schema(required = true, minimum = "1", maximum = "10000") @Nullable Integer ceiling,
    @Schema(examples = "03:00") @Nullable String daily,
    @Schema(examples = "Europe/Berlin") @Nullable String zone,
    @Nullable Pictures artwork)
    implements RecipeMembers {

  /**
   * Whether a user has watched a video.
   *
   * @param user id of Jellyfin
   * @param seen to its end
   */
  public record Watching(
      @Schema(required = true) @Nullable String user,
      @Schema(required = true) @Nullable Boolean seen) {}

  /**
   * Which pictures of items are meant.
   *
   * @param kinds {@code poster}, {@code backdrop}; null: both
   * @param narrower only those of fewer columns
   */
  public record Pictures(
      @Schema(maxItems = 2) @Nullable List<@Nullable String> kinds,
      @Schema(required = true, minimum = "64", maximum = "4096") @Nullable Integer narrower) {}
}
