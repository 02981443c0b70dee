package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.VideoTasks.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.JobEvent;
import dev.jellyscale.protocol.JobEvent.Step;
import dev.jellyscale.protocol.job.CheckTask;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.SegmentFile;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.job.UpscaleJob;
import dev.jellyscale.video.request.EncoderName;
import dev.jellyscale.video.request.EncoderRequest;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.request.UpscaleRequest.Handling;
import dev.jellyscale.video.request.UpscaleRequest.Resources;
import dev.jellyscale.video.request.UpscaleRequest.Wish;
import dev.jellyscale.video.scale.ScaleRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments that one real renderer makes and checks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SegmentsTest {
  private static final FrameRange FIRST = new FrameRange(0, 20);
  private static final FrameRange SECOND = new FrameRange(20, 40);
  private static final Size PICTURE = new Size(192, 128);

  @TempDir static Path folder;
  private Path work;
  private Supervisor supervisor;
  private VideoWish wish;
  private SegmentFile first;

  @BeforeAll
  void start() throws Exception {
    work = folder.resolve("work");
    var clips = VideoTasks.clips();
    supervisor = TestRenderers.supervisor(work, clips);
    wish = VideoTasks.wish(TestClips.h264(), VideoTasks.x264(20));
    first = VideoTasks.range(supervisor, wish, FIRST, work.resolve("first")).file();
  }

  @AfterAll
  void stop() {
    supervisor.close();
  }

  private long check(Path segment, FrameRange range, SegmentFile expected)
      throws InterruptedException {
    return supervisor
        .videos()
        .check(
            new CheckTask(wish, Optional.of(range), segment.toString(), expected, PICTURE),
            ProgressListener.NONE,
            PLACE);
  }

  @Test
  void areTheSameBytesThatTheCommandLineRenders() throws Exception {
    var kept = new ArrayList<byte[]>();
    var output = folder.resolve("out.mkv");
    try (var engine = new Engine(EngineOptions.defaults().withPreference(ExecutionProvider.CPU))) {
      new UpscaleJob(engine, event -> keep(event, output, kept)).run(request(output));
    }

    assertThat(kept).hasSize(3);
    for (int i = 0; i < 3; i++) {
      var range = new FrameRange(20L * i, 20L * i + 20);
      var facts = VideoTasks.range(supervisor, wish, range, work.resolve("same" + i));
      assertThat(Files.readAllBytes(work.resolve("same" + i))).isEqualTo(kept.get(i));
      assertThat(facts.file().sha256()).isEqualTo(Sha256.of(kept.get(i)));
      assertThat(facts.file().bytes()).isEqualTo(kept.get(i).length);
    }
  }

  private static void keep(JobEvent event, Path output, List<byte[]> kept) {
    if (event instanceof JobEvent.StepBegun(var step) && step == Step.ASSEMBLE) {
      var work = output.resolveSibling("." + output.getFileName() + ".jellyscale");
      try {
        for (int i = 0; i < 3; i++) {
          kept.add(Files.readAllBytes(work.resolve("seg-0000" + i)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static UpscaleRequest request(Path output) {
    return new UpscaleRequest(
        TestClips.h264(),
        output,
        new Wish(
            "bicubic-x2",
            new ScaleRequest.OfNetwork(),
            new EncoderRequest(
                Optional.of(EncoderName.X264), Optional.of("ultrafast"), OptionalInt.of(20)),
            Deinterlace.FRAME,
            Optional.empty()),
        Handling.STRICT,
        new Resources(true, 0, OptionalInt.of(3), Optional.empty(), OptionalLong.of(20)));
  }

  @Test
  void areTheSameWithLittleMemory() throws Exception {
    var limits =
        new RangeTask.Limits(
            Optional.of(ExecutionProvider.CPU), OptionalInt.of(1), OptionalLong.of(96 * 64 / 4));
    var segment = work.resolve("limited");

    var facts =
        supervisor
            .videos()
            .range(
                new RangeTask(wish, Optional.of(FIRST), limits, segment.toString()),
                ProgressListener.NONE,
                PLACE);

    assertThat(facts.device().tilesPerFrame()).isGreaterThanOrEqualTo(4);
    assertThat(facts.file()).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"x264,ultrafast,30", "x265,ultrafast,30", "svtav1,12,40"})
  void passTheCheckWhateverEncoderMadeThem(String name, String preset, int quality)
      throws Exception {
    var encoder =
        new VideoWish.Encoder(
            Optional.of(name), Optional.of(preset), OptionalInt.of(quality), OptionalInt.of(2));
    var other = VideoTasks.wish(TestClips.h264(), encoder);
    var segment = work.resolve("by-" + name);
    var facts = VideoTasks.range(supervisor, other, SECOND, segment);

    assertThat(check(segment, SECOND, facts.file())).isEqualTo(20);
  }

  @Test
  void ofFieldsPassTheCheck() throws Exception {
    var fields =
        new VideoWish(
            TestClips.interlaced().toString(),
            TestRenderers.BICUBIC,
            VideoWish.Scale.OF_MODEL,
            VideoTasks.x264(20),
            new VideoWish.Handling(Deinterlace.FIELD, false, false));
    var segment = work.resolve("fields");
    var facts = VideoTasks.range(supervisor, fields, SECOND, segment);
    var task =
        new CheckTask(fields, Optional.of(SECOND), segment.toString(), facts.file(), PICTURE);

    assertThat(supervisor.videos().check(task, ProgressListener.NONE, PLACE)).isEqualTo(40);
  }

  @Test
  void thatAreCutOffAreRefused() throws Exception {
    var bytes = Files.readAllBytes(work.resolve("first"));
    var cut = Files.write(work.resolve("cut"), java.util.Arrays.copyOf(bytes, bytes.length - 12));

    refused(cut, FIRST, first, "bytes in place of");
    refused(cut, FIRST, of(cut), "does not decode");
  }

  @Test
  void withAFlippedBitAreRefused() throws Exception {
    var bytes = Files.readAllBytes(work.resolve("first"));
    bytes[bytes.length / 2] ^= 1;

    refused(Files.write(work.resolve("flipped"), bytes), FIRST, first, "other bytes");
  }

  @Test
  void ofAnotherRangeAreRefused() throws Exception {
    refused(work.resolve("first"), SECOND, first, "at another time");
    refused(work.resolve("first"), new FrameRange(0, 21), first, "20 frames in place of 21");
    refused(work.resolve("first"), new FrameRange(0, 19), first, "more than 19 frames");
  }

  @Test
  void thatAreForeignAreRefused() throws Exception {
    var text = Files.writeString(work.resolve("text"), "no segment at all");
    var large = TestClips.clip("large.mkv", "128x96", "-c:v libx264 -preset veryfast -g 12");
    var other = VideoTasks.wish(large, VideoTasks.x264(20));
    var foreign = VideoTasks.range(supervisor, other, FIRST, work.resolve("foreign")).file();

    refused(text, FIRST, of(text), "is no segment");
    refused(work.resolve("foreign"), FIRST, foreign, "frames of 256x192");
    refused(
        work.resolve("foreign"),
        FIRST,
        new SegmentFile(foreign.bytes(), foreign.sha256(), first.headerSha256(), foreign.crc32c()),
        "encoded in another way");
    refused(work.resolve("gone"), FIRST, first, "is gone");
  }

  private SegmentFile of(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    return new SegmentFile(bytes.length, Sha256.of(bytes), first.headerSha256(), 0);
  }

  private void refused(Path segment, FrameRange range, SegmentFile expected, String reason) {
    assertThatThrownBy(() -> check(segment, range, expected))
        .isInstanceOf(VerificationFailed.class)
        .hasMessageContaining(reason);
  }
}
