package dev.jellyscale.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.Main;
import dev.jellyscale.video.TestClips;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void draw() throws IOException {
    write("pattern.png", 64, 48, 37);
    write("flat.png", 64, 48, 0);
    Files.writeString(folder.resolve("notes.txt"), "Neither a picture nor a video.\n");
    Files.createDirectory(folder.resolve("empty"));
  }

  private void write(String name, int width, int height, int step) throws IOException {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, (x / 3 * step + y / 5 * step) % 256 * 0x010101);
      }
    }
    ImageIO.write(picture, "png", folder.resolve(name).toFile());
  }

  @Test
  void aFolderBecomesOneDocument() throws Exception {
    int code = run("--model", "bicubic-x2,swift-x2", "--json", folder.toString());

    assertThat(code).as(err.toString()).isZero();
    var document = new ObjectMapper().readTree(out.toString());
    assertThat(document.get("scale").asInt()).isEqualTo(2);
    assertThat(document.get("compress").isNull()).isTrue();
    assertThat(document.get("models").toString())
        .isEqualTo("[\"bicubic\",\"bicubic-x2\",\"swift-x2\"]");
    var files = document.get("files");
    assertThat(files).hasSize(2);
    assertThat(files.get(0).get("source").asText()).isEqualTo("flat.png");
    assertThat(files.get(0).get("results").get(0).get("psnr").asDouble()).isEqualTo(60);
    assertThat(files.get(0).get("results").get(0).get("ssim").asDouble()).isEqualTo(1);
    assertThat(files.get(1).get("frames").asInt()).isEqualTo(1);
    assertThat(files.get(1).get("results").get(2).get("gain").asDouble()).isPositive();
    assertThat(document.get("mean").get("results")).hasSize(3);
  }

  @Test
  void framesOfAVideoAreComparedAlsoCompressedAndShown() throws Exception {
    var clip = TestClips.h264();
    var crops = folder.resolve("crops");

    int code =
        run(
            "--model=bicubic-x2",
            "--frames=5",
            "--compress=h264:24",
            "--markdown",
            "--crops=" + crops,
            clip.toString());

    assertThat(code).as(err.toString()).isZero();
    var lines = out.toString().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .isEqualTo("| picture | bicubic, dB | SSIM | bicubic-x2, dB | gain, dB | SSIM |");
    assertThat(lines.get(2)).startsWith("| h264.mkv | ");
    assertThat(lines.get(3)).startsWith("| **mean** | ");
    assertThat(crops.resolve("h264.mkv.png")).exists();
  }

  @Test
  void theChartNeedsNoPicture() {
    int code = run("--chart", "--model=bicubic-x3");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(out.toString()).contains("bicubic-x3").contains("variance");
  }

  @ParameterizedTest
  @CsvSource({
    "--chart {}/pattern.png, INVALID",
    "--chart --crops {}/crops, INVALID",
    "--json --markdown {}/pattern.png, INVALID",
    "--frames 0 {}/pattern.png, INVALID",
    "--compress h264:52 {}/pattern.png, INVALID",
    "--compress vp9:30 {}/pattern.png, INVALID",
    "'--model bicubic-x2,bicubic-x2 {}/pattern.png', INVALID",
    "'--model swift-x2,fsrcnn-x2 {}/pattern.png', INVALID",
    "'--model , {}/pattern.png', INVALID",
    "'--model bicubic-x2,bicubic-x3 {}/pattern.png', INVALID",
    "--model nothing-x2 {}/pattern.png, NOT_FOUND",
    "--frames 5, USAGE",
    "{}/missing.png, NOT_FOUND",
    "{}/empty, NOT_FOUND",
    "{}/notes.txt, NOT_VIDEO",
    "{}/pattern.png {}/pattern.png, INVALID",
    "--crops {} {}/pattern.png, CONFLICT",
    "/dev/null, INVALID",
  })
  void whatCannotBeIsRefusedInOneSentence(String words, ExitCode expected) {
    int code = run(words.replace("{}", folder.toString()).split(" "));

    assertThat(code).isEqualTo(expected.code());
    assertThat(err.toString().lines().findFirst().orElseThrow()).startsWith("jellyscale: ");
    assertThat(err.toString()).doesNotContain("Unexpected");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... words) {
    var all = new ArrayList<>(List.of("bench", "quality"));
    all.addAll(List.of(words));
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
