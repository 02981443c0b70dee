package dev.jellyscale.protocol.job;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One picture of a video, as it is and as filters change it.
 *
 * @param source absolute path of the video
 * @param position part of the length at which the picture is looked for, 0 to 1
 * @param mostWidth pixels of the widest result; a wider one is made smaller
 * @param filters one behind the other; none: both results are equal
 * @param plain file to write, in the work directory
 * @param filtered file to write, in the work directory
 */
public record StillTask(
    String source,
    double position,
    int mostWidth,
    List<Filter> filters,
    String plain,
    String filtered) {

  public StillTask {
    filters = List.copyOf(filters);
    if (!(position >= 0 && position <= 1) || mostWidth < 2) {
      throw new IllegalArgumentException("No still at %s of %d".formatted(position, mostWidth));
    }
  }

  /**
   * A filter of FFmpeg's.
   *
   * @param name one of the few that change a picture and read nothing else
   * @param arguments numbers and names of options
   */
  public record Filter(String name, String arguments) {
    private static final Set<String> NAMES =
        Set.of("hqdn3d", "eq", "colortemperature", "unsharp", "vignette", "noise");

    private static final Pattern ARGUMENTS = Pattern.compile("[a-z0-9=:.+-]{1,200}");

    public Filter {
      if (!NAMES.contains(name) || !ARGUMENTS.matcher(arguments).matches()) {
        throw new IllegalArgumentException("No filter of a picture alone: " + name);
      }
    }

    /** As a filter chain has it. */
    @Override
    public String toString() {
      return name + "=" + arguments;
    }
  }
}
