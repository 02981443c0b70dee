package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_compare_ts;

import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.mux.NativeTags;
import dev.jellyscale.video.mux.OutputFile;
import dev.jellyscale.video.mux.TrackSwitch;
import dev.jellyscale.video.segment.SegmentSurvey;
import dev.jellyscale.video.segment.SegmentTrack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Joins the segments and the source's other streams to one file. */
public final class Assembler {

  private final AssemblySpec spec;
  private final InputFile input;
  private final OutputFile output;
  private final LongConsumer joined;
  private long packets;

  private Assembler(AssemblySpec spec, InputFile input, OutputFile output, LongConsumer joined) {
    this.spec = spec;
    this.input = input;
    this.output = output;
    this.joined = joined;
  }

  /** Assembles as {@link #assemble(AssemblySpec, Path, LongConsumer)} does, and tells nobody. */
  public static void assemble(AssemblySpec spec, Path temporary) {
    assemble(spec, temporary, _ -> {});
  }

  /**
   * Writes the whole output and waits until it is on the disk. Nothing but {@code temporary} is
   * written.
   *
   * @param temporary is created or overwritten; incomplete if this throws
   * @param joined told after every packet how many frames of the video are in the file
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if there is no room
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if the source can no longer be read
   * @throws dev.jellyscale.error.JellyscaleException.EngineFailure if the segments do not fit
   *     together or the muxer refuses a packet
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public static void assemble(AssemblySpec spec, Path temporary, LongConsumer joined) {
    var survey = SegmentSurvey.of(spec.segments());
    try (var input = InputFile.open(spec.source().facts().path());
        var output = OutputFile.create(spec.plan().container().muxer(), temporary)) {
      input.analyse();
      var unchosen = new Assembler(spec, input, output, joined).run(survey);
      output.finish();
      if (spec.plan().container() == Container.MP4) {
        TrackSwitch.disable(temporary, unchosen);
      }
    }
  }

  /** Returns the numbers of the subtitle tracks that are not to be shown by themselves. */
  private Set<Integer> run(SegmentSurvey survey) {
    try (var streams = OutputStreams.add(spec, input, output, survey)) {
      var timeBase = spec.encode().timing().timeBase();
      var clock = SourceClock.of(input, spec.window(), timeBase);
      var facts = spec.source().facts();
      var tags = OutputTags.global(facts, spec.plan().container(), spec.provenance());
      output.context().metadata(NativeTags.of(tags));
      ChapterList.copy(input.context(), output.context(), clock);
      output.writeHeader(muxerOptions());
      writeCovers(streams);
      var track = new SegmentTrack(spec.segments(), survey);
      try (var video = new SegmentPackets(track, streams.video(), timeBase, clock.shift(timeBase));
          var others = new SourcePackets(facts.path(), input, streams.copied())) {
        merge(video, others);
      }
      return streams.unchosenSubtitles();
    }
  }

  private Map<String, String> muxerOptions() {
    var options = new LinkedHashMap<String, String>();
    if (spec.plan().container() == Container.MP4) {
      options.put("use_stream_ids_as_track_ids", "1");
      options.put("movie_timescale", Integer.toString(MovieTicks.of(spec, input)));
      if (OutputTags.needsGeneralForm(spec.source().facts(), spec.plan().streams())) {
        options.put("movflags", "use_metadata_tags");
      }
    }
    return options;
  }

  private void writeCovers(OutputStreams streams) {
    for (var cover : streams.covers()) {
      var packet = av_packet_clone(cover.picture());
      if (packet == null) {
        throw new OutOfMemoryError("No memory for a cover");
      }
      try {
        packet.stream_index(cover.target().index());
        packet.pts(0);
        packet.dts(0);
        output.write(packet);
      } finally {
        av_packet_free(packet);
      }
    }
  }

  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while joining");
    }
  }

  /** Writes the packets of both in the order of their decoding times. */
  private void merge(SegmentPackets video, SourcePackets others) {
    boolean hasVideo = video.next();
    boolean hasOther = others.next();
    while (hasVideo || hasOther) {
      stopIfInterrupted();
      if (hasVideo && (!hasOther || !comesBefore(others.packet(), video.packet()))) {
        output.write(video.packet());
        packets++;
        hasVideo = video.next();
      } else {
        output.write(others.packet());
        hasOther = others.next();
      }
      joined.accept(packets);
    }
  }

  private boolean comesBefore(AVPacket one, AVPacket other) {
    return av_compare_ts(time(one), timeBase(one), time(other), timeBase(other)) < 0;
  }

  private static long time(AVPacket packet) {
    long time = packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
    if (time == AV_NOPTS_VALUE) {
      throw new IllegalStateException("A packet without time");
    }
    return time;
  }

  private AVRational timeBase(AVPacket packet) {
    return output.context().streams(packet.stream_index()).time_base();
  }
}
