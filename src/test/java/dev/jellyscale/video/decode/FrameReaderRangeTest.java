package dev.jellyscale.video.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any range gives the frames that reading from start to end gives. */
class FrameReaderRangeTest {
  private static final DecodeOptions FRAMES = new DecodeOptions(2, Deinterlace.FRAME, false, false);

  static Stream<Arguments> clips() {
    return Stream.of(
            Named.of("H.264 with B-frames", TestClips.h264()),
            Named.of("H.264 in MP4", TestClips.h264Mp4()),
            Named.of("H.264 with open groups", TestClips.openGroups()),
            Named.of("HEVC with open groups", TestClips.hdr10()),
            Named.of("MPEG-2 in TS", TestClips.mpeg2Ts()),
            Named.of("MPEG-4 in AVI", TestClips.mpeg4Avi()),
            Named.of("variable frame rate", TestClips.variableRate()),
            Named.of("interlaced", TestClips.interlaced()),
            Named.of("interlaced H.264", TestClips.interlacedH264()),
            Named.of("VP9", TestClips.vp9()),
            Named.of("MPEG-2 program stream", TestClips.programStream()),
            Named.of("H.264 in TS", TestClips.h264Ts()))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("clips")
  void everySplitGivesTheSameFrames(Path clip) {
    var source = SourceProbe.probe(clip, ProbeOptions.STRICT);
    var whole = Reading.all(source, FRAMES);

    for (int split = 1; split < whole.size(); split += 6) {
      var parts = new ArrayList<>(Reading.range(source, 0, split, FRAMES));
      parts.addAll(Reading.range(source, split, whole.size(), FRAMES));
      assertThat(parts).as("split at %d", split).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("clips")
  void aSingleFrameIsThatFrame(Path clip) {
    var source = SourceProbe.probe(clip, ProbeOptions.STRICT);
    var whole = Reading.all(source, FRAMES);

    for (int frame = 0; frame < whole.size(); frame += 7) {
      assertThat(Reading.range(source, frame, frame + 1, FRAMES)).containsExactly(whole.get(frame));
    }
  }

  @ParameterizedTest
  @MethodSource("clips")
  void theNumberOfFramesIsThatOfTheClip(Path clip) {
    var source = SourceProbe.probe(clip, ProbeOptions.STRICT);

    var counted =
        FfmpegProgram.ffprobe(
            clip,
            "-count_frames",
            "-select_streams",
            "v:0",
            "-show_entries",
            "stream=nb_read_frames",
            "-of",
            "csv=p=0");

    assertThat(counted.strip().replaceAll("\\D.*", ""))
        .isEqualTo(Integer.toString(source.index().frames()));
    assertThat(source.facts().video().frames()).isEqualTo(TestClips.FRAMES);
  }
}
