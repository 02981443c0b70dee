package dev.jellyscale.api.service.status;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Locale;
import java.util.Optional;

/**
 * The last work that somebody asked for: how fast it was, and where it really ran.
 *
 * @param device {@code cpu}, {@code cuda} or {@code tensorrt}
 * @param framesPerSecond measured, decoding and encoding included
 * @param finishedAt ISO 8601, UTC
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LastWork(
    String model, String device, long frames, double framesPerSecond, String finishedAt) {

  static Optional<LastWork> of(WorkTally tally) {
    return tally
        .last()
        .map(
            last ->
                new LastWork(
                    last.model(),
                    last.device().provider().name().toLowerCase(Locale.ROOT),
                    last.frames(),
                    last.framesPerSecond(),
                    last.finishedAt().toString()));
  }
}
