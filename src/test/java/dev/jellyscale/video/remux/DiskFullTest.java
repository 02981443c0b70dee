package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.encode.EncoderChoice;
import dev.jellyscale.video.encode.MovingPicture;
import dev.jellyscale.video.encode.SegmentWriter;
import dev.jellyscale.video.publish.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("root")
class DiskFullTest {
  @TempDir Path folder;
  @TempDir Path mountPoint;

  @Test
  void aSegmentThatDoesNotFitIsDiskFull() {
    var format = new FrameFormat(320, 240, MovingPicture.SMALL.pixels());
    var spec = MovingPicture.spec(EncoderChoice.X264_DEFAULT, format);
    try (var disk = SmallDisk.mount(mountPoint, 16)) {
      assertThatThrownBy(
              () -> MovingPicture.encode(disk.file("segment"), spec, 0, 200, n -> n * 40))
          .isInstanceOf(DiskFull.class)
          .hasMessageContaining("segment");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void anOutputThatDoesNotFitIsDiskFull(String name) throws IOException {
    var spec = new Remuxing(folder, TestClips.h264()).spec(folder.resolve(name));
    try (var disk = SmallDisk.mount(mountPoint, 16)) {
      assertThatThrownBy(() -> Assembler.assemble(spec, disk.file(name)))
          .isInstanceOf(DiskFull.class)
          .hasMessageContaining(name);
      try (var publication = new Publication(disk.file(name))) {
        assertThat(publication.temporary()).doesNotExist();
      }
      Files.delete(disk.file(name));
    }
  }

  @Test
  void aFolderThatIsMissingIsNoDiskFull() {
    var spec = MovingPicture.spec(EncoderChoice.X264_DEFAULT, MovingPicture.SMALL);

    assertThatThrownBy(() -> SegmentWriter.open(folder.resolve("no/segment"), spec))
        .isNotInstanceOf(DiskFull.class)
        .isNotInstanceOf(Denied.class);
  }
}
