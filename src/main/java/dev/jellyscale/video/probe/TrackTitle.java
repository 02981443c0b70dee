package dev.jellyscale.video.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The title of an MP4 track, which FFmpeg does not find: the name in its user data, else that of
 * its handler where a person gave it one.
 */
final class TrackTitle {
  private static final String TITLE = "title";

  /** Programs call handlers so; a name of theirs is no title. */
  private static final List<String> DEFAULT_ENDS = List.of("handler", "handle", "muxer");

  private static final List<String> DEFAULT_STARTS =
      List.of("core media ", "iso media", "gpac", "l-smash", "lavf", "bento4", "mainconcept");

  private static final List<String> DEFAULT_NAMES =
      List.of("", "video", "audio", "sound", "text", "subtitle", "subtitles", "mono", "stereo");

  private TrackTitle() {}

  /** The tags of a track with its title among them, where it has one. */
  static Map<String, String> added(Map<String, String> tags, Optional<String> name) {
    if (tags.containsKey(TITLE)) {
      return tags;
    }
    var title = name.or(() -> Optional.ofNullable(tags.get("handler_name")).filter(h -> isOwn(h)));
    if (title.isEmpty()) {
      return tags;
    }
    var titled = new LinkedHashMap<>(tags);
    titled.put(TITLE, title.get());
    return titled;
  }

  private static boolean isOwn(String handler) {
    var plain = handler.strip().toLowerCase(Locale.ROOT);
    return !DEFAULT_NAMES.contains(plain)
        && DEFAULT_ENDS.stream().noneMatch(plain::endsWith)
        && DEFAULT_STARTS.stream().noneMatch(plain::startsWith);
  }
}
