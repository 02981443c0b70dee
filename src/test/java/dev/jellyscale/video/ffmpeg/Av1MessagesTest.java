package dev.jellyscale.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Av1MessagesTest {
  // Type, country, provider, identifier, captions, count 2, em_data, two captions, marker.
  private static final String MESSAGE = "04b500314741393403" + "42ff" + "fc4142fd0304" + "ff80";

  @Test
  void captionsAreFoundAmongOtherUnits() {
    assertThat(captions("1200" + "2a13" + MESSAGE + "320107")).isEqualTo("fc4142fd0304");
  }

  @Test
  void theLastUnitNeedsNoSize() {
    assertThat(captions("28" + MESSAGE)).isEqualTo("fc4142fd0304");
  }

  @Test
  void unitsOfALayerAreRead() {
    assertThat(captions("2e0813" + MESSAGE)).isEqualTo("fc4142fd0304");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "2a", // a header without size
        "2a7f04b5", // longer than the packet
        "2affffffffffffffffff", // a size that never ends
        "2affffffffffffffff7f04", // a size beyond all packets
        "2e", // an extension that is missing
        "aa1304b500314741393403", // the forbidden bit
        "2a0104", // no message
        "2a0a04b500314741393403ff", // 31 captions of which none is there
        "2a1304b50031474139340302fffc4142fd0304ff80", // captions that are not to be used
        "2a1304b5003c4741393403" + "42fffc4142fd0304ff80", // another provider
        "2a1301b500314741393403" + "42fffc4142fd0304ff80", // other metadata
      })
  void whatIsNoCaptionIsPassedOver(String packet) {
    assertThat(captions(packet)).isEmpty();
  }

  private static String captions(String packet) {
    var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(packet));
    return HexFormat.of().formatHex(Av1Messages.of(bytes).captions());
  }
}
