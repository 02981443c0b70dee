package dev.jellyscale.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.JobEvent;
import dev.jellyscale.protocol.UpscaleReport;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.job.UpscaleJob;
import dev.jellyscale.video.request.EncoderRequest;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.request.UpscaleRequest.Handling;
import dev.jellyscale.video.request.UpscaleRequest.Resources;
import dev.jellyscale.video.request.UpscaleRequest.Wish;
import dev.jellyscale.video.scale.ScaleRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a renderer says of a job beforehand, beside what the command line makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanningTest {
  private static final Map<String, Supplier<Path>> KINDS =
      new TreeMap<>(
          Map.of(
              "b-frames", TestClips::h264,
              "mp4", TestClips::h264Mp4,
              "open groups", TestClips::openGroups,
              "hdr10", TestClips::hdr10,
              "mpeg-2 ts", TestClips::mpeg2Ts,
              "avi", TestClips::mpeg4Avi,
              "vfr", TestClips::variableRate,
              "interlaced", TestClips::interlaced,
              "vp9", TestClips::vp9,
              "everything", TestClips::everything));

  @TempDir static Path folder;
  private Supervisor supervisor;
  private Engine engine;

  @BeforeAll
  void start() {
    var clips = VideoTasks.clips();
    supervisor = TestRenderers.supervisor(folder.resolve("work"), clips);
    engine = new Engine(EngineOptions.defaults().withPreference(ExecutionProvider.CPU));
  }

  @AfterAll
  void stop() {
    engine.close();
    supervisor.close();
  }

  static List<String> kinds() {
    return List.copyOf(KINDS.keySet());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theCommandLineMakesWhatWasPlanned(String kind) throws Exception {
    var source = requireNonNull(KINDS.get(kind)).get();
    var output = folder.resolve(kind.replace(' ', '-') + ".mkv");

    var facts =
        VideoTasks.plan(
            supervisor, VideoTasks.wish(source, VideoWish.Encoder.ANY), output.toString());

    var report = upscaled(source, output, Deinterlace.FRAME);
    assertThat(facts.frames().ofOutput()).isEqualTo(report.frames().total());
    assertThat(facts.input().width()).isEqualTo(report.input().width());
    assertThat(facts.input().height()).isEqualTo(report.input().height());
    assertThat(facts.output().size().width()).isEqualTo(report.output().width());
    assertThat(facts.output().size().height()).isEqualTo(report.output().height());
    assertThat(facts.output().encoder()).startsWith(report.output().codec() + " ");
    var encoder = facts.wish().encoder();
    assertThat(
            "preset %s, quality %d"
                .formatted(encoder.preset().orElseThrow(), encoder.quality().orElseThrow()))
        .isEqualTo(report.output().settings());
    assertThat(encoder.threads()).isPresent();
    assertThat(facts.notes()).isEqualTo(report.notes());
    assertThat(facts.source().bytes()).isEqualTo(Files.size(source));
    assertThat(facts.frames().perRange()).isPositive();
    assertThat(facts.frames().secondsOfOne()).isPositive();
  }

  @Test
  void fieldsThatBecomeFramesCountTwice() throws Exception {
    var source = TestClips.interlaced();
    var wish =
        new VideoWish(
            source.toString(),
            TestRenderers.BICUBIC,
            VideoWish.Scale.OF_MODEL,
            VideoWish.Encoder.ANY,
            new VideoWish.Handling(Deinterlace.FIELD, false, false));
    var output = folder.resolve("fields.mkv");

    var facts = VideoTasks.plan(supervisor, wish, output.toString());

    assertThat(facts.frames().perSourceFrame()).isEqualTo(2);
    assertThat(facts.frames().ofOutput())
        .isEqualTo(upscaled(source, output, Deinterlace.FIELD).frames().total());
  }

  @Test
  void theSourceDecidesTheContainerOfAnOutputWithoutASuffix() throws Exception {
    var wish = VideoTasks.wish(TestClips.h264Mp4(), VideoWish.Encoder.ANY);

    assertThat(VideoTasks.plan(supervisor, wish, "film").output().container()).isEqualTo("mp4");
    assertThat(VideoTasks.plan(supervisor, wish, "a.mkv").output().container()).isEqualTo("mkv");
  }

  @Test
  void refusesWhatTheCommandLineRefusesInTheSameWords() throws Exception {
    var text = TestClips.file("planned.txt", "no video at all\n".getBytes(UTF_8));
    var gone = text.resolveSibling("gone.mkv");
    record Refused(Path source, String output) {}
    var subtitles = TestClips.everything();
    for (var refused :
        List.of(
            new Refused(text, "a.mkv"),
            new Refused(gone, "a.mkv"),
            new Refused(TestClips.h264(), "a.avi"),
            new Refused(subtitles, "a.mp4"))) {
      var said =
          refusal(
              () ->
                  upscaled(refused.source(), folder.resolve(refused.output()), Deinterlace.FRAME));
      var planned =
          refusal(
              () ->
                  VideoTasks.plan(
                      supervisor,
                      VideoTasks.wish(refused.source(), VideoWish.Encoder.ANY),
                      refused.output()));

      assertThat(planned).as(refused.toString()).hasMessage(said.getMessage());
      assertThat(FailureKind.of(planned)).isEqualTo(FailureKind.of(said));
    }
  }

  @Test
  void whatStandsAtTheDestinationIsNotLookedAt() throws Exception {
    var wish = VideoTasks.wish(TestClips.h264(), VideoWish.Encoder.ANY);

    assertThat(VideoTasks.plan(supervisor, wish, TestClips.h264().toString()).frames().ofSource())
        .isEqualTo(TestClips.FRAMES);
  }

  private interface Attempt {
    Object run() throws InterruptedException;
  }

  private static JellyscaleException refusal(Attempt attempt) {
    return catchThrowableOfType(JellyscaleException.class, attempt::run);
  }

  private UpscaleReport upscaled(Path source, Path output, Deinterlace deinterlace)
      throws InterruptedException {
    var events = new ArrayList<JobEvent>();
    return new UpscaleJob(engine, events::add)
        .run(
            new UpscaleRequest(
                source,
                output,
                new Wish(
                    "bicubic-x2",
                    new ScaleRequest.OfNetwork(),
                    EncoderRequest.ANY,
                    deinterlace,
                    Optional.empty()),
                Handling.STRICT,
                Resources.DEFAULT));
  }
}
