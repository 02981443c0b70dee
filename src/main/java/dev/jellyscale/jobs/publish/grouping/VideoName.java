package dev.jellyscale.jobs.publish.grouping;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** What Jellyfin reads from the name of a file. */
public final class VideoName {
  private static final Set<String> SUFFIXES =
      Set.of(
          "001", "3g2", "3gp", "amv", "asf", "asx", "avi", "bin", "bivx", "divx", "dv", "dvr-ms",
          "f4v", "fli", "flv", "ifo", "img", "iso", "m2t", "m2ts", "m2v", "m4v", "mk3d", "mkv",
          "mov", "mp4", "mpe", "mpeg", "mpg", "mts", "mxf", "nrg", "nsv", "nuv", "ogg", "ogm",
          "ogv", "pva", "qt", "rec", "rm", "rmvb", "strm", "svq3", "tp", "ts", "ty", "viv", "vob",
          "vp3", "webm", "wmv", "wtv", "xvid");

  /** Trailers, scenes and the like, which belong to a title and are no versions of it. */
  private static final Pattern EXTRA =
      Pattern.compile(
          "(?i)(?:trailer|sample|.*(?:[-._ ](?:trailer|sample)"
              + "|-(?:scene|clip|interview|behindthescenes|deleted|deletedscene|featurette|short"
              + "|extra|other)))");

  private static final Pattern PART =
      Pattern.compile(
          "(?i).*[ _.\\-\\])}][(\\[]?(?:cd|dvd|part|pt|dis[ck])[ _.-]*(?:[0-9]+|[a-d])[)\\]]?");

  private static final Pattern RESOLUTION = Pattern.compile("(?i)[0-9]{3,}[ip]");

  /** The last one counts; what a day follows is a date. */
  private static final Pattern YEAR =
      Pattern.compile(
          ".*[^_,.()\\[\\]\\- ][ _.()\\[\\]\\-]+((?:19|20)[0-9]{2})"
              + "(?![0-9]|[^0-9A-Za-z][0-9]{2}[^0-9A-Za-z][0-9]{2}).*");

  private VideoName() {}

  /** Whether Jellyfin takes a file of this name for a video. */
  public static boolean isVideo(String fileName) {
    return SUFFIXES.contains(suffix(fileName).toLowerCase(Locale.ROOT));
  }

  /** What stands behind the last dot; empty text where there is none. */
  public static String suffix(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 1 ? "" : fileName.substring(dot + 1);
  }

  /** The name without its suffix. */
  public static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 1 ? fileName : fileName.substring(0, dot);
  }

  static boolean isExtra(String stem) {
    return EXTRA.matcher(stem).matches();
  }

  /** Whether it reads as one of several parts of a film. */
  static boolean isPart(String stem) {
    return PART.matcher(stem).matches();
  }

  /** The first thing in it that is read as a resolution; empty text where there is none. */
  static String resolution(String stem) {
    var found = RESOLUTION.matcher(stem);
    return found.find() ? found.group() : "";
  }

  static OptionalInt year(String stem) {
    var found = YEAR.matcher(stem);
    return found.matches() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
  }
}
