package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;

import dev.jellyscale.protocol.StreamFacts.Kind;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.mux.ContainerTrial;
import dev.jellyscale.video.mux.CoverType;
import dev.jellyscale.video.mux.NativeTags;
import dev.jellyscale.video.mux.OutputFile;
import dev.jellyscale.video.rewrite.Payload;
import dev.jellyscale.video.segment.SegmentSurvey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** The streams of an output, in the order of the source's. Owns what rewrites packets. */
final class OutputStreams implements AutoCloseable {
  private static final int THUMBNAILS =
      AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;

  private final AssemblySpec spec;
  private final InputFile input;
  private final OutputFile output;
  private final Map<Integer, CopiedStream> copied = new HashMap<>();
  private final List<Cover> covers = new ArrayList<>();
  private final Map<Integer, Integer> priming;
  private final Set<Integer> unchosenSubtitles = new HashSet<>();
  private @Nullable AVStream video;

  private OutputStreams(AssemblySpec spec, InputFile input, OutputFile output) {
    this.spec = spec;
    this.input = input;
    this.output = output;
    priming = Priming.of(spec.source(), spec.plan().container());
  }

  /** Adds all planned streams to {@code output}, whose header is not written yet. */
  static OutputStreams add(
      AssemblySpec spec, InputFile input, OutputFile output, SegmentSurvey survey) {
    var streams = new OutputStreams(spec, input, output);
    try {
      var clock = SourceClock.of(input, spec.window(), spec.encode().timing().timeBase());
      for (var plan : spec.plan().streams()) {
        if (plan.treatment().makesStream()) {
          streams.add(plan, survey, clock);
        }
      }
      return streams;
    } catch (RuntimeException e) {
      streams.close();
      throw e;
    }
  }

  private void add(StreamPlan plan, SegmentSurvey survey, SourceClock clock) {
    var source = input.stream(plan.stream().index());
    var target = output.addStream();
    boolean same = plan.treatment() == Treatment.COPY && clock.isWhole();
    var tags = OutputTags.stream(plan.stream(), same);
    if (spec.plan().container() == Container.MP4) {
      OutputTags.nameHandler(tags);
    }
    target.id(target.index() + 1);
    target.disposition(plan.stream().disposition());
    if (plan.stream().kind() == Kind.SUBTITLE
        && (plan.stream().disposition() & AV_DISPOSITION_DEFAULT) == 0) {
      unchosenSubtitles.add(target.id());
    }
    if (plan.treatment() == Treatment.REPLACE) {
      new VideoStream(spec.encode(), spec.source().facts().video(), survey)
          .describe(target, spec.plan().container());
      video = target;
      addTimeCode(tags);
    } else if (plan.treatment() == Treatment.ATTACH) {
      attach(source, target, tags);
    } else {
      copyParameters(source, target);
      addPackets(plan, source, target, clock);
    }
    target.metadata(NativeTags.of(tags));
  }

  private void copyParameters(AVStream source, AVStream target) {
    ContainerTrial.copy(source.codecpar(), target.codecpar(), output.context());
    target.time_base(source.time_base());
    target.sample_aspect_ratio(source.sample_aspect_ratio());
    target.avg_frame_rate(source.avg_frame_rate());
    var samples = priming.get(source.index());
    if (samples != null && target.codecpar().initial_padding() == 0) {
      target.codecpar().initial_padding(samples);
    }
  }

  private void addPackets(StreamPlan plan, AVStream source, AVStream target, SourceClock clock) {
    if ((source.disposition() & THUMBNAILS) == AV_DISPOSITION_ATTACHED_PIC) {
      covers.add(new Cover(source.attached_pic(), target));
    } else {
      // Pictures that change with time are a video, whatever the source calls them.
      target.disposition(target.disposition() & ~THUMBNAILS);
      copied.put(
          source.index(), new CopiedStream(plan, source, target, clock, spec.plan().container()));
    }
  }

  /** The cover's one packet becomes the attachment's content. */
  private static void attach(AVStream source, AVStream target, Map<String, String> tags) {
    var parameters = target.codecpar();
    parameters.codec_type(AVMEDIA_TYPE_ATTACHMENT);
    parameters.codec_id(source.codecpar().codec_id());
    Payload.setExtradata(parameters, Payload.of(source.attached_pic()));
    target.disposition(0);
    var type = CoverType.of(parameters.codec_id()).orElseThrow();
    tags.putIfAbsent("mimetype", type.mime());
    tags.putIfAbsent("filename", type.fileName());
  }

  /** A time code track that has no place of its own is told by a tag of the video. */
  private void addTimeCode(Map<String, String> videoTags) {
    for (var plan : spec.plan().streams()) {
      var code = plan.stream().metadata().get("timecode");
      if (plan.treatment() == Treatment.TAG_ONLY && code != null) {
        videoTags.putIfAbsent("timecode", code);
      }
    }
  }

  /** The upscaled video. */
  AVStream video() {
    if (video == null) {
      throw new IllegalStateException("The plan has no main video");
    }
    return video;
  }

  /**
   * A cover that is written once.
   *
   * @param picture of the source, which owns it
   */
  record Cover(AVPacket picture, AVStream target) {}

  /** Ids of the subtitle streams that the source does not make a default one. */
  Set<Integer> unchosenSubtitles() {
    return unchosenSubtitles;
  }

  /** Covers, to be written before all packets. */
  List<Cover> covers() {
    return covers;
  }

  /** Streams whose packets are read from the source, by their index there. */
  Map<Integer, CopiedStream> copied() {
    return copied;
  }

  @Override
  public void close() {
    copied.values().forEach(CopiedStream::close);
  }
}
