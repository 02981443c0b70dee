package dev.jellyscale.auth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {
  private static final TrustedProxies TRUSTED =
      TrustedProxies.ofEnvironment(
          Map.of("JELLYSCALE_TRUSTED_PROXIES", "172.18.0.0/16,fd00::/8,127.0.0.9"));
  private static final Map<String, List<String>> ALL =
      Map.of(
          "X-Forwarded-For", List.of("203.0.113.7"),
          "X-Forwarded-Proto", List.of("HTTPS"),
          "X-Forwarded-Host", List.of("films.example.org:8443"),
          "X-Forwarded-Prefix", List.of("/jellyscale/"));

  private static Forwarded read(String peer, Map<String, List<String>> headers) {
    return Forwarded.of(peer, TRUSTED, name -> headers.getOrDefault(name, List.of()));
  }

  private static String client(String peer, String... lines) {
    return read(peer, Map.of("X-Forwarded-For", List.of(lines))).client();
  }

  @Test
  void aTrustedProxyIsBelieved() {
    assertThat(read("172.18.0.2", ALL))
        .isEqualTo(
            new Forwarded(
                "203.0.113.7",
                Optional.of("https"),
                Optional.of("films.example.org:8443"),
                "/jellyscale"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "172.19.0.1", "127.0.0.1", "::1", "nonsense", ""})
  void nobodyElseIs(String peer) {
    assertThat(read(peer, ALL)).isEqualTo(Forwarded.direct(peer));
  }

  @Test
  void withoutTrustedProxiesNobodyIs() {
    assertThat(
            Forwarded.of(
                "172.18.0.2", TrustedProxies.NONE, name -> ALL.getOrDefault(name, List.of())))
        .isEqualTo(Forwarded.direct("172.18.0.2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          1.1.1.1, 203.0.113.7;203.0.113.7
          203.0.113.7, 172.18.0.5;203.0.113.7
          6.6.6.6, 203.0.113.7, 172.18.0.5, 172.18.0.6;203.0.113.7
          172.18.0.9, 172.18.0.5;172.18.0.9
          203.0.113.7:4711;203.0.113.7
          [2001:db8::1]:4711;2001:db8::1
          2001:DB8:0::1;2001:db8::1
          ::ffff:203.0.113.7;203.0.113.7
          203.0.113.7, unknown;172.18.0.2
          203.0.113.7, 172.18.0.5, _x, 172.18.0.6;172.18.0.6
          203.0.113.7,;172.18.0.2
          ' ';172.18.0.2
          """)
  void theClientIsTheLastOneWhoIsNotTrusted(String header, String client) {
    assertThat(client("172.18.0.2", header)).isEqualTo(client);
  }

  @Test
  void severalLinesAreOneList() {
    assertThat(client("172.18.0.2", "6.6.6.6", "203.0.113.7, 172.18.0.5")).isEqualTo("203.0.113.7");
    assertThat(client("::ffff:172.18.0.2", "203.0.113.7")).isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          X-Forwarded-Proto;gopher
          X-Forwarded-Proto;https, http
          X-Forwarded-Host;a/b
          X-Forwarded-Host;a@b
          X-Forwarded-Host;<script>
          X-Forwarded-Prefix;jellyscale
          X-Forwarded-Prefix;//example.org
          X-Forwarded-Prefix;/a/../b
          X-Forwarded-Prefix;/a b
          """)
  void whatCannotBeIsLeftOut(String name, String value) {
    assertThat(read("172.18.0.2", Map.of(name, List.of(value))))
        .isEqualTo(Forwarded.direct("172.18.0.2"));
  }

  @Test
  void whatIsToldTwiceIsLeftOut() {
    var twice = Map.of("X-Forwarded-Host", List.of("a", "a"), "X-Forwarded-Proto", List.of("", ""));

    assertThat(read("172.18.0.2", twice)).isEqualTo(Forwarded.direct("172.18.0.2"));
  }
}
