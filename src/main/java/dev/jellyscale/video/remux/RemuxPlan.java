package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_BLURAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_DVD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TEXT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.protocol.StreamFacts.Kind;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.mux.ContainerTrial;
import dev.jellyscale.video.mux.CoverType;
import dev.jellyscale.video.probe.ProbedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** What becomes of every stream of a source in a container. Immutable. */
public final class RemuxPlan {
  private final Container container;
  private final List<StreamPlan> streams;
  private final List<String> notes;

  private RemuxPlan(Container container, List<StreamPlan> streams, List<String> notes) {
    this.container = container;
    this.streams = List.copyOf(streams);
    this.notes = List.copyOf(notes);
  }

  /**
   * Decides before any work is done. The source is opened for a moment.
   *
   * @param dropUnsupported whether streams that the container cannot hold are left out, with a
   *     note, instead of refused
   * @throws Unsupported naming the streams that the container cannot hold
   */
  public static RemuxPlan plan(ProbedSource source, Container container, boolean dropUnsupported) {
    var streams = new ArrayList<StreamPlan>();
    try (var input = InputFile.open(source.facts().path())) {
      input.analyse();
      for (var stream : source.facts().streams()) {
        boolean main = stream.index() == source.facts().video().streamIndex();
        var treatment =
            main ? Treatment.REPLACE : treatment(container, stream, input.stream(stream.index()));
        streams.add(new StreamPlan(stream, treatment));
      }
    }
    if (!dropUnsupported) {
      refuseDropping(container, streams);
    }
    var notes = new ArrayList<String>();
    streams.forEach(plan -> describe(container, plan, notes));
    notes.addAll(OutputTags.losses(source.facts(), container, streams));
    return new RemuxPlan(container, streams, notes);
  }

  private static Treatment treatment(Container container, StreamFacts facts, AVStream stream) {
    return switch (facts.kind()) {
      case PICTURE -> picture(container, stream);
      case AUDIO -> audio(container, stream);
      case SUBTITLE -> subtitle(container, stream);
      case DATA -> data(container, stream);
      case VIDEO, ATTACHMENT -> held(container, stream);
    };
  }

  private static Treatment picture(Container container, AVStream stream) {
    if ((stream.disposition() & AV_DISPOSITION_TIMED_THUMBNAILS) != 0) {
      return held(container, stream);
    }
    var type = CoverType.of(stream.codecpar().codec_id());
    if (container == Container.MATROSKA) {
      return type.isPresent() ? Treatment.ATTACH : Treatment.DROP;
    }
    return type.map(CoverType::inMp4).orElse(false) ? Treatment.COPY : Treatment.DROP;
  }

  private static Treatment held(Container container, AVStream stream) {
    return ContainerTrial.holds(container.muxer(), stream) ? Treatment.COPY : Treatment.DROP;
  }

  private static Treatment audio(Container container, AVStream stream) {
    var parameters = stream.codecpar();
    int codec = parameters.codec_id();
    if (codec == AV_CODEC_ID_PCM_BLURAY || codec == AV_CODEC_ID_PCM_DVD) {
      return Treatment.DISC_PCM_TO_PLAIN;
    }
    if (codec == AV_CODEC_ID_AAC && parameters.extradata_size() == 0) {
      return Treatment.COPY_WITHOUT_ADTS;
    }
    return held(container, stream);
  }

  private static Treatment subtitle(Container container, AVStream stream) {
    int codec = stream.codecpar().codec_id();
    boolean plainText = codec == AV_CODEC_ID_SUBRIP || codec == AV_CODEC_ID_TEXT;
    if (container == Container.MP4 && plainText) {
      return Treatment.SUBRIP_TO_MOV_TEXT;
    }
    if (container == Container.MATROSKA && codec == AV_CODEC_ID_MOV_TEXT) {
      return Treatment.MOV_TEXT_TO_SUBRIP;
    }
    return held(container, stream);
  }

  private static Treatment data(Container container, AVStream stream) {
    var treatment = held(container, stream);
    return treatment == Treatment.DROP && isTimeCode(stream.codecpar())
        ? Treatment.TAG_ONLY
        : treatment;
  }

  static boolean isTimeCode(AVCodecParameters parameters) {
    return parameters.codec_tag() == ('t' | 'm' << 8 | 'c' << 16 | 'd' << 24);
  }

  private static void refuseDropping(Container container, List<StreamPlan> streams) {
    var dropped =
        streams.stream()
            .filter(plan -> plan.treatment() == Treatment.DROP)
            .map(plan -> name(plan.stream()))
            .collect(Collectors.joining(" and "));
    if (!dropped.isEmpty()) {
      throw new Unsupported(
          "%s cannot hold %s: choose %s, or leave it out by --drop-unsupported"
              .formatted(
                  container,
                  dropped,
                  container == Container.MP4 ? "an .mkv destination" : "another container"));
    }
  }

  private static String name(StreamFacts stream) {
    var kind = stream.kind().name().toLowerCase(Locale.ROOT);
    return "stream %d (%s, %s)".formatted(stream.index(), kind, stream.codec());
  }

  private static void describe(Container container, StreamPlan plan, List<String> notes) {
    var what =
        switch (plan.treatment()) {
          case REPLACE, COPY -> "";
          case ATTACH -> plan.stream().kind() == Kind.PICTURE ? "is kept as an attachment" : "";
          case COPY_WITHOUT_ADTS -> "loses its ADTS headers, which " + container + " keeps apart";
          case MOV_TEXT_TO_SUBRIP -> "is rewritten as SubRip text";
          case SUBRIP_TO_MOV_TEXT -> "is rewritten as MP4 timed text, without colours and places";
          case DISC_PCM_TO_PLAIN -> "is rewritten as plain PCM of the same samples";
          case TAG_ONLY -> "is kept as the tag 'timecode' of the video";
          case DROP -> "is left out: " + container + " cannot hold it";
        };
    if (!what.isEmpty()) {
      notes.add(capitalised(name(plan.stream())) + " " + what);
    }
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** The container of the output. */
  public Container container() {
    return container;
  }

  /** Sentences for the report: what is rewritten, dropped or lost. */
  public List<String> notes() {
    return notes;
  }

  /** Every stream of the source, in its order. */
  List<StreamPlan> streams() {
    return streams;
  }
}
