package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.TestFiles;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.protocol.job.VideoWish.Encoder;
import dev.jellyscale.protocol.job.VideoWish.Scale;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureLimits;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.segment.SegmentSurvey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and ranges of videos, made by one real renderer, which is killed and stopped too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenderingTest {
  private static final Encoder FAST =
      new Encoder(
          Optional.of("x264"), Optional.of("ultrafast"), OptionalInt.empty(), OptionalInt.empty());
  private static final Patience WATCHFUL =
      new Patience(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofMillis(50),
          Duration.ofMillis(200));

  @TempDir static Path folder;
  private Path work;
  private Path clip;
  private Path longClip;
  private Supervisor supervisor;

  @BeforeAll
  void start() throws IOException {
    clip = TestClips.clip("renderer.mkv", "-c:v libx264");
    longClip =
        TestClips.make(
            "renderer-long.mkv", "-f lavfi -i testsrc2=s=640x360:r=25:d=40", "-c:v libx264");
    work = folder.resolve("work");
    supervisor =
        TestRenderers.supervisor(
            TestRenderers.launch(work, clip.resolveSibling(""), longClip.resolveSibling("")),
            WATCHFUL);
  }

  @AfterAll
  void stop() {
    supervisor.close();
    TestRenderers.assertNoneIsLeft();
  }

  private RangeTask task(Path source, String segment, Optional<FrameRange> frames) {
    return new RangeTask(
        new VideoWish(source.toString(), BICUBIC, Scale.OF_MODEL, FAST, VideoWish.Handling.STRICT),
        frames,
        RangeTask.Limits.NONE,
        work.resolve(segment).toString());
  }

  @Test
  void rendersARangeOfAVideoIntoASegmentAndTellsItsProgress() throws Exception {
    var done = new ArrayList<Long>();

    var facts =
        supervisor.range(
            task(clip, "a.segment", Optional.of(new FrameRange(10, 30))),
            (frames, total) -> {
              assertThat(total).isEqualTo(20);
              done.add(frames);
            });

    assertThat(facts.frames()).isEqualTo(20);
    assertThat(done).isSorted().last().isEqualTo(20L);
    var survey = SegmentSurvey.of(List.of(work.resolve("a.segment")));
    assertThat(survey.frames()).isEqualTo(20);
    assertThat(Files.size(work.resolve("a.segment"))).isEqualTo(facts.file().bytes());
  }

  @Test
  void refusesARangeThatTheSourceDoesNotHave() {
    var task = task(clip, "b.segment", Optional.of(new FrameRange(50, 61)));

    assertThatThrownBy(() -> supervisor.range(task, ProgressListener.NONE))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("60");
    assertThat(work.resolve("b.segment")).doesNotExist();
  }

  @Test
  void enlargesPngAndJpegPictures() throws Exception {
    for (var name : List.of("picture.png", "picture.jpg")) {
      var source = picture(name);
      var target = work.resolve(name + ".out.png");

      var facts = supervisor.image(png(source, target));

      assertThat(facts.input()).isEqualTo(new Size(96, 64));
      assertThat(facts.output()).isEqualTo(new Size(192, 128));
      var image = javax.imageio.ImageIO.read(target.toFile());
      var original = javax.imageio.ImageIO.read(source.toFile());
      assertThat(image.getWidth()).isEqualTo(192);
      assertThat(difference(image.getRGB(20, 20), original.getRGB(10, 10))).isLessThan(60);
      assertThat(difference(image.getRGB(150, 100), original.getRGB(75, 50))).isLessThan(60);
    }
  }

  private static PictureTask png(Path source, Path target) {
    return new PictureTask(
        BICUBIC,
        TestFiles.picture(source),
        target.toString(),
        new PictureForm.Png(),
        PictureLimits.DEFAULT);
  }

  private Path picture(String name) throws IOException {
    var made = TestClips.make(name, "-f lavfi -i color=c=orange:s=96x64", "-frames:v 1 -update 1");
    return Files.copy(made, work.resolve(name));
  }

  private static int difference(int left, int right) {
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      sum += Math.abs((left >> shift & 0xFF) - (right >> shift & 0xFF));
    }
    return sum;
  }

  @Test
  void refusesPicturesThatAreNone() throws Exception {
    supervisor.probe(BICUBIC);
    var text = Files.writeString(work.resolve("text.png"), "no picture at all");
    var cut =
        Files.write(
            work.resolve("cut.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
    var target = work.resolve("none.png");

    assertThatThrownBy(() -> supervisor.image(png(text, target))).isInstanceOf(Unsupported.class);
    assertThatThrownBy(() -> supervisor.image(png(cut, target))).isInstanceOf(Damaged.class);
    assertThat(target).doesNotExist();
  }

  @Test
  void survivesTheInterruptionOfACaller() throws Exception {
    supervisor.probe(BICUBIC);
    long before = pid();
    var end = inMidWork("interrupted.segment", (worker, _) -> worker.interrupt());

    assertThat(end).isInstanceOf(InterruptedException.class);
    assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
    assertThat(pid()).isEqualTo(before);
    assertThat(work.resolve("interrupted.segment")).doesNotExist();
  }

  @Test
  void failsOneCommandWhenTheRendererIsKilledAndServesTheNext() throws Exception {
    var end = inMidWork("killed.segment", (_, pid) -> signal("KILL", pid));

    assertThat(end).isInstanceOf(EngineFailure.class).hasMessageContaining("signal 9");
    assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
  }

  @Test
  void killsARendererThatIsSilentForTooLong() throws Exception {
    var end = inMidWork("stopped.segment", (_, pid) -> signal("STOP", pid));

    assertThat(end)
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("said nothing for 2.0 s");
    assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
  }

  @Test
  void closingEndsWhatIsGoingOn() throws Exception {
    try (var other =
        TestRenderers.supervisor(
            TestRenderers.launch(folder.resolve("other"), longClip.resolveSibling("")), WATCHFUL)) {
      var task =
          new RangeTask(
              new VideoWish(
                  longClip.toString(), BICUBIC, Scale.OF_MODEL, FAST, VideoWish.Handling.STRICT),
              Optional.empty(),
              RangeTask.Limits.NONE,
              folder.resolve("other/x.segment").toString());
      assertThatThrownBy(() -> other.range(task, (_, _) -> Thread.ofPlatform().start(other::close)))
          .isInstanceOf(EngineFailure.class);
      assertThatThrownBy(() -> other.probe(BICUBIC)).hasMessageContaining("closed");
      assertThat(other.states()).containsExactly(new SlotState.Closed());
    }
  }

  /** What happens to a long range when something happens to its caller or its renderer. */
  private Throwable inMidWork(String segment, Event event) throws InterruptedException {
    var begun = new CountDownLatch(1);
    var end = new AtomicReference<Throwable>();
    var worker =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    supervisor.range(
                        task(longClip, segment, Optional.empty()), (_, _) -> begun.countDown());
                  } catch (InterruptedException | RuntimeException e) {
                    end.set(e);
                  }
                });
    begun.await();
    event.happen(worker, pid());
    worker.join();
    return end.get();
  }

  /** Something happens while frames are made. */
  @FunctionalInterface
  private interface Event {
    void happen(Thread worker, long renderer);
  }

  private long pid() {
    return switch (supervisor.states().getFirst()) {
      case SlotState.Busy busy -> busy.renderer().pid();
      case SlotState.Idle idle -> idle.renderer().pid();
      case SlotState other -> throw new AssertionError("No renderer: " + other);
    };
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
