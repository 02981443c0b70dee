package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputVerifierTest {
  @TempDir Path folder;
  private Path file;
  private AssemblySpec spec;

  OutputVerifierTest(@TempDir Path folder) {
    file = folder.resolve("out.mkv");
    spec = new Remuxing(folder, TestClips.everything()).spec(file);
  }

  @BeforeEach
  void assemble() {
    Assembler.assemble(spec, file);
  }

  @Test
  void acceptsWhatTheAssemblerWrote() {
    assertThatCode(() -> OutputVerifier.verify(file, spec)).doesNotThrowAnyException();
  }

  @Test
  void noticesAMissingStream() {
    var without = changed("-map", "0:v", "-map", "0:a:0");

    assertThatThrownBy(() -> OutputVerifier.verify(without, spec))
        .isInstanceOf(VerificationFailed.class)
        .hasMessageContaining("lacks a stream");
  }

  @Test
  void noticesMissingFrames() {
    var shorter = changed("-map", "0", "-t", "1.5");

    assertThatThrownBy(() -> OutputVerifier.verify(shorter, spec))
        .isInstanceOf(VerificationFailed.class)
        .hasMessageContaining("ends after");
  }

  @Test
  void noticesAFrameAtAnotherTime() {
    var later = changed("-map", "0", "-bsf:v", "setts=pts=PTS+gte(N\\,20)*10:dts=DTS");

    assertThatThrownBy(() -> OutputVerifier.verify(later, spec))
        .isInstanceOf(VerificationFailed.class)
        .hasMessageContaining("at another time");
  }

  @Test
  void noticesAnEndThatIsMissing() throws IOException {
    var whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));

    assertThatThrownBy(() -> OutputVerifier.verify(file, spec))
        .isInstanceOf(VerificationFailed.class);
  }

  @Test
  void noticesBrokenPictures() {
    var noisy = changed("-map", "0", "-bsf:v", "noise=amount=200");

    assertThatThrownBy(() -> OutputVerifier.verify(noisy, spec))
        .isInstanceOf(VerificationFailed.class);
  }

  private Path changed(String... options) {
    var changed = folder.resolve("changed.mkv");
    var arguments = new java.util.ArrayList<>(List.of("-i", file.toString()));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-c", "copy", changed.toString()));
    FfmpegProgram.ffmpeg(arguments);
    return changed;
  }
}
