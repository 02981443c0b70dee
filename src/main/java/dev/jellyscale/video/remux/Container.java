package dev.jellyscale.video.remux;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.protocol.SourceFacts;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** File format of an output. */
public enum Container {
  MP4("MP4", "mp4", "mp4"),
  MATROSKA("Matroska", "matroska", "mkv");

  private static final Set<String> MP4_EXTENSIONS = Set.of("mp4", "m4v", "mov");
  private static final Set<String> MATROSKA_EXTENSIONS = Set.of("mkv");

  private final String label;
  private final String muxer;
  private final String extension;

  Container(String label, String muxer, String extension) {
    this.label = label;
    this.muxer = muxer;
    this.extension = extension;
  }

  /** Its name as people write it. */
  @Override
  public String toString() {
    return label;
  }

  /** FFmpeg's name of the muxer. */
  String muxer() {
    return muxer;
  }

  /** Usual extension of its files, without the dot. */
  public String extension() {
    return extension;
  }

  /**
   * Chosen by the extension of {@code out}; where it has none, MP4 for MP4 and MOV sources and
   * Matroska for all others.
   *
   * @throws Unsupported if the extension is that of another kind of file
   */
  public static Container forDestination(Path out, SourceFacts source) {
    var name = out.getFileName() == null ? "" : out.getFileName().toString();
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return forSource(source);
    }
    var extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (MP4_EXTENSIONS.contains(extension)) {
      return MP4;
    }
    if (MATROSKA_EXTENSIONS.contains(extension)) {
      return MATROSKA;
    }
    throw new Unsupported(
        "Cannot write '" + name + "': only .mp4, .m4v, .mov and .mkv are written");
  }

  /** MP4 for MP4 and MOV sources, Matroska for all others. */
  public static Container forSource(SourceFacts source) {
    return source.container().contains("mp4") ? MP4 : MATROSKA;
  }
}
