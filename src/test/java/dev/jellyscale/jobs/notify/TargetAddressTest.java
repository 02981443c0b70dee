package dev.jellyscale.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressTest {

  private static PrivateTargets listed(String text) {
    return PrivateTargets.ofEnvironment(Map.of("JELLYSCALE_WEBHOOK_PRIVATE", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/x",
        "file:///etc/passwd",
        "https://user:pw@example.com/x",
        "https://example.com/x#y",
        "https://example.com:22/x",
        "https:///x",
        "https://exa mple.com/",
        "https://example.com/\u00e9",
        "https://a_b.example/",
        "example.com",
        "https:example.com",
        "https://example.com/\nHost: evil"
      })
  void isNoAddress(String text) {
    assertThatThrownBy(() -> TargetAddress.parse(text))
        .isInstanceOf(Invalid.class)
        .hasMessageNotContaining("pw")
        .hasMessageNotContaining(text);
  }

  @Test
  void tellsItsHostAloneSinceTheRestMayBeAKey() {
    var address = TargetAddress.parse("https://Discord.com/api/webhooks/1/s3cret");

    assertThat(address).hasToString("https://discord.com");
    assertThat(TargetAddress.parse("http://ntfy.lan:8080/films").shown())
        .isEqualTo("http://ntfy.lan:8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://10.1.2.3:8080/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]:8080/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
        "http://0.0.0.0:5000/",
        "http://100.64.0.1/",
        "http://224.0.0.1/"
      })
  void aLiteralThatIsNotPublicIsRefusedAtOnce(String text) {
    var address = TargetAddress.parse(text);

    assertThatThrownBy(() -> address.require(PrivateTargets.NONE, false))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_WEBHOOK_PRIVATE does not list it");
  }

  @Test
  void keysGoOverHttpsOrToListedHostsAlone() {
    var plain = TargetAddress.parse("http://ntfy.lan/films");

    assertThatThrownBy(() -> plain.require(PrivateTargets.NONE, true)).isInstanceOf(Invalid.class);
    assertThatCode(() -> plain.require(listed("NTFY.lan"), true)).doesNotThrowAnyException();
    assertThatCode(() -> plain.require(PrivateTargets.NONE, false)).doesNotThrowAnyException();
    assertThatCode(
            () ->
                TargetAddress.parse("http://192.168.1.5/x").require(listed("192.168.1.0/24"), true))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "nas.lan, nas.lan, 192.168.1.2, true",
    "nas.lan, NAS.lan, 127.0.0.1, true",
    "nas.lan, nas.lan, fd00::1, true",
    "nas.lan, other.lan, 192.168.1.2, false",
    "nas.lan, nas.lan, 169.254.169.254, false",
    "nas.lan, nas.lan, 64:ff9b::7f00:1, false",
    "nas.lan, nas.lan, 0.0.0.0, false",
    "nas.lan, nas.lan, 224.0.0.1, false",
    "10.0.0.0/8, any.lan, 10.200.0.1, true",
    "10.0.0.0/8, any.lan, 11.0.0.1, false",
    "10.1.2.3/8, any.lan, 10.200.0.1, true",
    "192.168.1.5, any.lan, 192.168.1.5, true",
    "192.168.1.5, any.lan, 192.168.1.6, false",
    "fd00::/8, any.lan, fd12::1, true",
    "0.0.0.0/0, any.lan, 0.0.0.0, false"
  })
  void listsHostsAndBlocks(String list, String host, String address, boolean allowed) {
    assertThat(listed(list).allow(host, InetAddress.ofLiteral(address))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "http://nas.lan", "*", "nas lan", "-x", "1.2.3"})
  void anEntryThatIsNeitherIsRefusedByName(String entry) {
    assertThatThrownBy(() -> listed("nas.lan," + entry))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_WEBHOOK_PRIVATE: '" + entry + "'");
  }
}
