package dev.jellyscale.api.upscaler.artwork;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.jellyfin.library.ItemImage;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What became of one picture.
 *
 * @param type Jellyfin's word for its kind
 * @param index that it had among those of its kind
 * @param original pixels, such as {@code 600x900}; null where Jellyfin does not say
 * @param upscaled pixels; null where there is no larger one
 * @param originalSize bytes; 0 where it could not be read
 * @param upscaledSize bytes; 0 where there is no larger one
 * @param error a sentence; null where it succeeded
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record ArtworkResult(
    String type,
    int index,
    @Nullable String original,
    @Nullable String upscaled,
    long originalSize,
    long upscaledSize,
    boolean success,
    @Nullable String error) {

  /** Bytes before and after. */
  record Sizes(long before, long after) {}

  static ArtworkResult done(ItemImage image, int scale, Sizes sizes) {
    return new ArtworkResult(
        image.kind().word(),
        image.index(),
        pixels(image, 1),
        pixels(image, scale),
        sizes.before(),
        sizes.after(),
        true,
        null);
  }

  static ArtworkResult failed(ItemImage image, String sentence) {
    return new ArtworkResult(
        image.kind().word(), image.index(), pixels(image, 1), null, 0, 0, false, sentence);
  }

  private static @Nullable String pixels(ItemImage image, int times) {
    return isKnown(image.width()) && isKnown(image.height())
        ? image.width().getAsInt() * times + "x" + image.height().getAsInt() * times
        : null;
  }

  private static boolean isKnown(OptionalInt size) {
    return size.isPresent() && size.getAsInt() > 0;
  }
}
