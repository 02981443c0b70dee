package dev.jellyscale.jobs.rules;

import dev.jellyscale.jobs.disk.DiskForecast;
import dev.jellyscale.jobs.rules.FoundVideo.Footage;
import dev.jellyscale.model.ModelTraits.Size;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Tells what films of a recipe will take, by what Jellyfin knows of their sources: pictures, length
 * and rate. Sound and subtitles are copied and not counted.
 *
 * @param modelScale of the recipe's model
 * @param secondsPerPixel that a renderer takes for a pixel of the source, as finished jobs of the
 *     model or its benchmark tell; empty where nobody has measured
 */
public record Forecaster(RuleRecipe recipe, int modelScale, OptionalDouble secondsPerPixel) {
  private static final double MILLIS = 1000;

  /** What a film will take. */
  public Forecast of(Footage footage) {
    if (footage.picture().isEmpty() || footage.length().isEmpty() || footage.rate().isEmpty()) {
      return Forecast.UNKNOWN;
    }
    var picture = footage.picture().get();
    double frames = footage.length().get().toMillis() / MILLIS * footage.rate().get();
    return new Forecast(
        Optional.of(DiskForecast.video(output(picture), frames, recipe.encoder())),
        rendering(frames * picture.width() * picture.height()));
  }

  private Optional<Duration> rendering(double pixels) {
    return secondsPerPixel.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Duration.ofMillis(Math.round(pixels * secondsPerPixel.getAsDouble() * MILLIS)));
  }

  /** How large a source of this size becomes, within a few pixels. */
  public Size output(Size picture) {
    var within = recipe.scale().within();
    if (within.isEmpty()) {
      int times = recipe.scale().times().orElse(modelScale);
      return new Size(picture.width() * times, picture.height() * times);
    }
    double times =
        Math.min(
            (double) within.get().width() / picture.width(),
            (double) within.get().height() / picture.height());
    return new Size(pixels(picture.width() * times), pixels(picture.height() * times));
  }

  private static int pixels(double length) {
    return Math.max(1, Math.toIntExact(Math.round(length)));
  }
}
