package dev.jellyscale.api.access.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.auth.proxy.ProxySettings;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found out about senders, what is taken from their requests, and what the log says. */
class SendersTest {
  private static final String PROXY = "172.18.0.2";

  private final Logger log = Logger.getLogger(Senders.class.getName());
  private final List<String> told = new ArrayList<>();
  private final Handler ear =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          told.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final Senders senders =
      new Senders(ProxySettings.of(Map.of("JELLYSCALE_TRUSTED_PROXIES", PROXY)));

  @BeforeEach
  void listen() {
    log.addHandler(ear);
  }

  @AfterEach
  void leave() {
    log.removeHandler(ear);
  }

  private static MultiMap headers(String... pairs) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  @ParameterizedTest
  @CsvSource({
    "films.example.org, https, https://films.example.org, true",
    "media_box.lan:8443, https, https://media_box.lan:8443, true",
    "_box, http, http://_box, false",
    "[fd00::1]:5000, https, https://[fd00::1]:5000, true",
    "'no host', https, '', true",
    "films.example.org, gopher, http://films.example.org, false"
  })
  void encryptionIsKnownWhateverTheHost(
      String host, String scheme, String origin, boolean isSecure) {
    var sender = senders.read(PROXY, headers("Host", host, "X-Forwarded-Proto", scheme), false, "");

    assertThat(sender.origin()).isEqualTo(origin);
    assertThat(sender.isSecure()).isEqualTo(isSecure);
  }

  @Test
  void aConnectionOfOursMayBeEncryptedItself() {
    assertThat(senders.read("192.0.2.1", headers("Host", "a"), true, "").origin())
        .isEqualTo("https://a");
    assertThat(senders.read(PROXY, headers("X-Forwarded-Proto", "http"), true, "").isSecure())
        .isFalse();
  }

  @Test
  void aProxyThatNobodyListedIsToldOnceAndBelievedNever() {
    for (int i = 0; i < 3; i++) {
      var headers = headers("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https");
      var sender = senders.read("192.0.2." + i, headers, false, "");

      assertThat(sender.forwarded().client()).isEqualTo("192.0.2." + i);
      assertThat(sender.isSecure()).isFalse();
      assertThat(headers.isEmpty()).isTrue();
    }
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).contains("X-Forwarded-For", "JELLYSCALE_TRUSTED_PROXIES");
  }

  @Test
  void theListedOneAndWhoHasNoneAreNoNews() {
    senders.read(PROXY, headers("X-Forwarded-For", "203.0.113.7"), false, "");
    senders.read("192.0.2.1", headers("Host", "a"), false, "");

    assertThat(told).isEmpty();
  }
}
