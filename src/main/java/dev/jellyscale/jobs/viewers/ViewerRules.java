package dev.jellyscale.jobs.viewers;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Duration;
import java.util.Map;

/**
 * How jobs give way.
 *
 * @param way to whom
 * @param paused after which what stands still does not count any more
 * @param quiet without anybody who counts, after which work goes on
 * @param unknown for which the last answer stands where Jellyfin does not give another
 */
public record ViewerRules(GiveWay way, Duration paused, Duration quiet, Duration unknown) {
  /** Environment variable: {@code never}, {@code gpu-transcode} or {@code playback}. */
  public static final String WAY = "JELLYSCALE_GIVE_WAY";

  /** Environment variable with the time after which what is paused does not count. */
  public static final String PAUSED = "JELLYSCALE_PAUSED_VIEWER";

  /** Environment variable with the time without viewers after which work goes on. */
  public static final String QUIET = "JELLYSCALE_QUIET";

  /** Environment variable with the time for which the last answer stands. */
  public static final String UNKNOWN = "JELLYSCALE_VIEWERS_UNKNOWN";

  /** To everybody; ten minutes; two minutes; five minutes. */
  public static final ViewerRules USUAL =
      new ViewerRules(
          GiveWay.PLAYBACK, Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(5));

  /**
   * What the environment says, and the usual where it says nothing.
   *
   * @throws Invalid if a value is not understood; it names the variable
   */
  public static ViewerRules of(Map<String, String> environment) {
    return new ViewerRules(
        way(EnvironmentSetting.of(WAY, environment).value().orElse("playback")),
        time(PAUSED, environment, USUAL.paused),
        time(QUIET, environment, USUAL.quiet),
        time(UNKNOWN, environment, USUAL.unknown));
  }

  private static GiveWay way(String text) {
    return switch (text) {
      case "never" -> GiveWay.NEVER;
      case "gpu-transcode" -> GiveWay.GPU_TRANSCODE;
      case "playback" -> GiveWay.PLAYBACK;
      default ->
          throw new Invalid(
              "%s='%s' is not 'never', 'gpu-transcode' or 'playback'".formatted(WAY, text));
    };
  }

  private static Duration time(String name, Map<String, String> environment, Duration usual) {
    return EnvironmentSetting.of(name, environment).duration().orElse(usual);
  }
}
