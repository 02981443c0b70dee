package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.TestFiles;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.picture.Mutations;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.picture.PictureLimits;
import dev.jellyscale.protocol.picture.PngBytes;
import dev.jellyscale.protocol.wire.ImageFacts;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.video.image.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of every sort, sound and hostile, through one real renderer that has to survive all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesTest {
  private static final ModelSource SWIFT = ModelSource.shipped(new ModelId("swift-x2"));
  private static final int MUTATIONS = 1000;
  private static final long KIB = 1024;

  @TempDir static Path folder;
  private Path work;
  private Supervisor supervisor;
  private long renderer;

  @BeforeAll
  void start() throws InterruptedException {
    work = folder.resolve("work");
    supervisor = TestRenderers.supervisor(work);
    supervisor.open(BICUBIC);
    supervisor.open(SWIFT);
    renderer = pid();
  }

  @AfterAll
  void stop() {
    long last = pid();
    supervisor.close();
    assertThat(last).as("the renderer of the beginning").isEqualTo(renderer);
  }

  private long pid() {
    return switch (supervisor.states().getFirst()) {
      case SlotState.Busy busy -> busy.renderer().pid();
      case SlotState.Idle idle -> idle.renderer().pid();
      case SlotState other -> throw new AssertionError("No renderer: " + other);
    };
  }

  private PictureTask task(ModelSource model, byte[] picture, PictureForm form) {
    try {
      var source = Files.write(work.resolve("source"), picture);
      return new PictureTask(
          model,
          TestFiles.picture(source),
          work.resolve("target").toString(),
          form,
          PictureLimits.DEFAULT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ImageFacts upscale(byte[] picture, PictureForm form) throws InterruptedException {
    return supervisor.image(task(BICUBIC, picture, form));
  }

  private void assertRefused(byte[] picture, Class<? extends JellyscaleException> kind)
      throws IOException {
    Files.deleteIfExists(work.resolve("target"));
    var before = names();
    assertThatThrownBy(() -> upscale(picture, new PictureForm.Png())).isInstanceOf(kind);
    Files.deleteIfExists(work.resolve("source"));
    assertThat(names()).isSubsetOf(before);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(work)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yuvj420p",
        "yuvj422p",
        "yuvj444p",
        "gray",
        "progressive",
        "rgb png",
        "deep png",
        "webp"
      })
  void enlargesEverySortIntoEveryForm(String sort) throws Exception {
    var picture =
        switch (sort) {
          case "progressive" -> TestPictures.progressive(49, 33);
          case "rgb png" -> TestPictures.byFfmpeg("a.png", "49x33", "-pix_fmt rgb24");
          case "deep png" -> TestPictures.byFfmpeg("b.png", "49x33", "-pix_fmt rgb48be");
          case "webp" -> TestPictures.byFfmpeg("c.webp", "49x33", "-c:v libwebp");
          default -> TestPictures.byFfmpeg(sort + ".jpg", "49x33", "-q:v 3 -pix_fmt " + sort);
        };
    for (var form :
        List.of(PictureForm.Jpeg.usual(), new PictureForm.Png(), PictureForm.Webp.usual())) {
      for (var model : List.of(BICUBIC, SWIFT)) {
        var facts = supervisor.image(task(model, picture, form));

        assertThat(facts.output()).isEqualTo(new Size(98, 66));
        var made = PictureHeader.read(Files.readAllBytes(work.resolve("target")));
        assertThat(made.kind()).isEqualTo(form.kind());
        assertThat(made.width()).isEqualTo(98);
        assertThat(made.depth()).isEqualTo(8);
      }
    }
  }

  @Test
  void refusesWhatIsNoPictureForIt() throws Exception {
    assertRefused(new byte[0], Damaged.class);
    assertRefused(
        "no picture at all".getBytes(java.nio.charset.StandardCharsets.UTF_8), Unsupported.class);
    assertRefused(
        PngBytes.of(30_000, 30_000, 8, PngBytes.RGB).chunk("IDAT", new byte[9]).end(),
        LimitExceeded.class);
    assertRefused(TestPictures.animatedWebp(), Unsupported.class);
    assertRefused(
        PngBytes.of(6000, 6000, 8, PngBytes.RGB)
            .chunk("IDAT", PngBytes.deflated(new byte[1 << 20]))
            .end(),
        Damaged.class);
    var shallow = PngBytes.of(8, 8, 8, PngBytes.RGB).picture(3, (_, _, _) -> 0);
    assertThatThrownBy(() -> upscale(shallow, new PictureForm.DeepPng()))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void refusesFilesThatWereCut() throws Exception {
    for (var base : Mutations.bases()) {
      for (int length = 1; length < base.length; length += 1 + base.length / 23) {
        var cut = Arrays.copyOf(base, length);
        assertThatThrownBy(() -> upscale(cut, PictureForm.Jpeg.usual()))
            .isInstanceOfAny(Damaged.class, Unsupported.class);
      }
    }
  }

  @Test
  void survivesMutatedFilesAndCallsNoneOfThemAFaultOfItsOwn() throws Exception {
    var random = new SplittableRandom(4);
    var bases = Mutations.bases();
    int made = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      var file = Mutations.mutated(bases.get(i % bases.size()), random);
      try {
        upscale(file, i % 2 == 0 ? PictureForm.Jpeg.usual() : new PictureForm.Png());
        made++;
      } catch (Damaged | Unsupported | LimitExceeded e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(made).isBetween(1, MUTATIONS - 1);
  }

  @Test
  void anInterruptedCallerEndsTheWork() throws Exception {
    var large = TestPictures.byJava("jpg", 3000, 2000, (x, y) -> x * y);
    var task = task(SWIFT, large, new PictureForm.Png());
    Files.deleteIfExists(work.resolve("target"));
    var end = new AtomicReference<Throwable>();
    var begun = new CountDownLatch(1);
    supervisor.listen(
        (_, state) -> {
          if (state instanceof SlotState.Busy) {
            begun.countDown();
          }
        });
    var caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    supervisor.image(task);
                  } catch (InterruptedException | RuntimeException e) {
                    end.set(e);
                  }
                });
    begun.await();
    caller.interrupt();
    caller.join();

    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(work.resolve("target")).doesNotExist();
    var small = TestPictures.texture("after.jpg", "64x48", "-q:v 2");
    assertThat(upscale(small, PictureForm.Jpeg.usual()).output()).isEqualTo(new Size(128, 96));
  }

  @Test
  void memoryStaysFlatOverHundredsOfFrames() throws Exception {
    var frames =
        List.of(
            TestPictures.texture("m1.jpg", "160x90", "-q:v 3"),
            TestPictures.byFfmpeg("m2.jpg", "160x90", "-q:v 3"));
    run(frames, 200);
    long before = resident();

    run(frames, 200);

    assertThat(resident() - before).isLessThan(8 * KIB * KIB);
  }

  private void run(List<byte[]> frames, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      upscale(frames.get(i % frames.size()), PictureForm.Jpeg.usual());
    }
  }

  private long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + renderer + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
        .findFirst()
        .orElseThrow();
  }
}
