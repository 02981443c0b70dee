package dev.jellyscale.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private static final URI MIRROR = URI.create("https://one.test/m");
  private static final String HASH = "0".repeat(64);

  private final AddressRule rule = new AddressRule(FetchPolicy.of(List.of("One.test")));

  @Test
  void whatUsersGetReachesTheListedHostsAtTheDefaultPortAndNoUnlistedAddress() {
    var policy = FetchPolicy.of(List.of("One.test"));

    assertThat(policy.hosts()).containsExactly("one.test");
    assertThat(policy.port()).isEqualTo(443);
    assertThat(policy.listedAddresses()).isEmpty();
    assertThat(policy.tls()).isEmpty();
    assertThat(policy.limits()).isEqualTo(FetchLimits.USUAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://one.test/m", "HTTPS://ONE.TEST:443/m?a=b"})
  void isAllowed(String address) {
    assertThatCode(() -> rule.check(URI.create(address))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://one.test/m", "https://two.test/m", "https://one.test:8443/m", "/m"})
  void isNotAllowed(String address) {
    assertThatThrownBy(() -> rule.check(URI.create(address))).isInstanceOf(MirrorFailure.class);
  }

  @Test
  void aDownloadHasAMirrorASizeAndAHash() {
    assertThatCode(() -> new Download(List.of(MIRROR), 1, HASH)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new Download(List.of(), 1, HASH)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new Download(List.of(MIRROR), 0, HASH)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new Download(List.of(MIRROR), 1, "ABC")).isInstanceOf(Invalid.class);
  }
}
