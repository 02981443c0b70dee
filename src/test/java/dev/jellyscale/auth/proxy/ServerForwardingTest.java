package dev.jellyscale.auth.proxy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerForwardingTest {
  private static final String FORWARDING = "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING";
  private static final String PROTOCOL = "QUARKUS_HTTP_PROXY_USE_PROXY_PROTOCOL";
  private static final String TRUSTED = "JELLYSCALE_TRUSTED_PROXIES";

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", " on ", "1", "yes"})
  void forwardingWithoutTrustedProxiesIsRefused(String on) {
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> ServerForwarding.require(Map.of(FORWARDING, on)))
        .withMessageContainingAll(FORWARDING, TRUSTED);
  }

  @Test
  void withThemItIsNot() {
    assertThatCode(
            () -> ServerForwarding.require(Map.of(FORWARDING, "true", TRUSTED, "172.18.0.2")))
        .doesNotThrowAnyException();
    assertThatCode(() -> ServerForwarding.require(Map.of(FORWARDING, "false")))
        .doesNotThrowAnyException();
  }

  @Test
  void bothAreSwitchedOffWhereverTheyHaveBeenSet() {
    var before =
        ServerForwarding.PROPERTIES.stream()
            .collect(toMap(p -> p, p -> Optional.ofNullable(System.getProperty(p))));
    try {
      ServerForwarding.PROPERTIES.forEach(property -> System.setProperty(property, "true"));

      ServerForwarding.switchOff();

      assertThat(System.getProperty("quarkus.http.proxy.proxy-address-forwarding"))
          .isEqualTo("false");
      assertThat(System.getProperty("quarkus.http.proxy.use-proxy-protocol")).isEqualTo("false");
    } finally {
      before.forEach(ServerForwardingTest::set);
    }
  }

  private static void set(String property, Optional<String> value) {
    value.ifPresentOrElse(
        text -> System.setProperty(property, text), () -> System.clearProperty(property));
  }

  @Test
  void theProxyProtocolIsRefusedInAnyEvent() {
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> ServerForwarding.require(Map.of(PROTOCOL, "true", TRUSTED, "172.18.0.2")))
        .withMessageContaining(PROTOCOL);
  }
}
