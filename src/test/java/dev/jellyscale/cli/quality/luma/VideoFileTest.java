package dev.jellyscale.cli.quality.luma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.video.TestClips;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VideoFileTest {

  @Test
  void framesLieAtEvenDistanceOrInTheMiddle() {
    var video = VideoFile.open(TestClips.h264());

    assertThat(video.spread(4)).containsExactly(7, 22, 37, 52);
    assertThat(video.middle(4)).containsExactly(28, 29, 30, 31);
    assertThat(video.spread(1000)).isEqualTo(all(TestClips.FRAMES));
    assertThat(video.middle(1000)).isEqualTo(all(TestClips.FRAMES));
  }

  @Test
  void framesThatAreSoughtAreThoseOfReadingOn() throws Exception {
    var file =
        TestClips.make(
            "long.mkv",
            "-f lavfi -i testsrc2=size=64x48:rate=25",
            "-c:v libx264 -preset ultrafast -g 50 -frames:v 320");
    var video = VideoFile.open(file);
    var every = codes(video, all(320));

    var sought = codes(video, List.of(3, 300, 310));

    assertThat(sought).containsExactly(every.get(3), every.get(300), every.get(310));
  }

  private static List<Integer> all(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<ByteBuffer> codes(VideoFile video, List<Integer> numbers)
      throws InterruptedException {
    var codes = new ArrayList<ByteBuffer>();
    video.read(numbers, picture -> codes.add(ByteBuffer.wrap(picture.codes())));
    return codes;
  }
}
