package dev.jellyscale.video.probe;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.protocol.StreamFacts.Kind;
import dev.jellyscale.video.container.Mp4Tracks;
import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.ffmpeg.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The streams of a file as its users know them. */
final class StreamList {
  private static final int PICTURES = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;

  private static final String MP4 = "mov,mp4,m4a,3gp,3g2,mj2";

  private StreamList() {}

  /**
   * All streams but the one in which MP4 keeps chapter titles.
   *
   * @param file that {@code input} reads
   */
  static List<StreamFacts> of(InputFile input, Path file) {
    boolean mp4 = input.format().equals(MP4);
    var names = mp4 ? names(file) : Map.<Integer, String>of();
    var streams = new ArrayList<StreamFacts>();
    for (int i = 0; i < input.streams(); i++) {
      if (!input.isChapterTrack(i)) {
        var stream = input.stream(i);
        var tags = Dictionary.read(stream.metadata());
        var name = Optional.ofNullable(names.get(stream.id()));
        streams.add(facts(stream, mp4 ? TrackTitle.added(tags, name) : tags));
      }
    }
    return List.copyOf(streams);
  }

  private static Map<Integer, String> names(Path file) {
    var names = new HashMap<Integer, String>();
    for (var track : Mp4Tracks.of(file)) {
      track.name().ifPresent(name -> names.putIfAbsent(track.id(), name));
    }
    return names;
  }

  private static StreamFacts facts(AVStream stream, Map<String, String> tags) {
    return new StreamFacts(
        stream.index(),
        kind(stream),
        avcodec_get_name(stream.codecpar().codec_id()).getString(),
        tags,
        stream.disposition());
  }

  private static Kind kind(AVStream stream) {
    int type = stream.codecpar().codec_type();
    if (type == AVMEDIA_TYPE_VIDEO) {
      return (stream.disposition() & PICTURES) != 0 ? Kind.PICTURE : Kind.VIDEO;
    }
    if (type == AVMEDIA_TYPE_AUDIO) {
      return Kind.AUDIO;
    }
    if (type == AVMEDIA_TYPE_SUBTITLE) {
      return Kind.SUBTITLE;
    }
    return type == AVMEDIA_TYPE_ATTACHMENT ? Kind.ATTACHMENT : Kind.DATA;
  }

  /** The video to upscale: the default one, then the one with most pixels, then the first. */
  static Optional<StreamFacts> mainVideo(InputFile input, List<StreamFacts> streams) {
    return streams.stream()
        .filter(stream -> stream.kind() == Kind.VIDEO)
        .min(
            Comparator.<StreamFacts>comparingInt(
                    stream -> (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0 ? 0 : 1)
                .thenComparingLong(stream -> -pixels(input.stream(stream.index())))
                .thenComparingInt(StreamFacts::index));
  }

  private static long pixels(AVStream stream) {
    return (long) stream.codecpar().width() * stream.codecpar().height();
  }
}
