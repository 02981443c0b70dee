package dev.jellyscale.models.fetch;

import static dev.jellyscale.models.fetch.TlsServer.file;
import static dev.jellyscale.models.fetch.TlsServer.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.net.CheckedResolver;
import dev.jellyscale.net.HostResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedResolverTest {
  private static final TestFile FILE = TestFile.of(50_000);

  private final TlsServer server = new TlsServer();

  @TempDir Path folder;

  @AfterEach
  void closeServer() {
    server.close();
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  private FetchPolicy resolving(HostResolver resolver, Set<InetAddress> listed) {
    var policy = server.policy();
    return new FetchPolicy(
        policy.hosts(), policy.port(), listed, resolver, policy.tls(), policy.limits());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0", "::ffff:127.0.0.1", "169.254.169.254"})
  void aListedHostWithoutAPublicAddressIsNotReached(String literal) throws Exception {
    var policy = resolving(_ -> List.of(address(literal)), Set.of());

    assertThatThrownBy(
            () ->
                new Fetcher(policy)
                    .fetch(FILE.at(server.uri("one.test", "/m")), folder.resolve("m"), _ -> {}))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("https://one.test is not reached, for its address is ");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void onlyThePublicAddressesOfANameAreUsed() throws Exception {
    var policy =
        resolving(_ -> List.of(address("10.0.0.1"), address("1.1.1.1"), address("::1")), Set.of());
    var resolver = new CheckedResolver(policy.destinations(), policy.limits().connect());

    assertThat(resolver.resolve("one.test")).containsExactly(address("1.1.1.1"));
  }

  @Test
  void aNameThatFlipsAfterItsCheckGainsNothingSinceItIsLookedUpOnceForAConnection()
      throws Exception {
    var answers = new ArrayDeque<>(List.of(address("127.0.0.1"), address("127.0.0.2")));
    var policy = resolving(_ -> List.of(answers.removeFirst()), Set.of(address("127.0.0.1")));
    server.on("/m", file(FILE.content(), "\"a\""));

    new Fetcher(policy).fetch(FILE.at(server.uri("one.test", "/m")), folder.resolve("m"), _ -> {});

    assertThat(answers).hasSize(1);
  }

  @Test
  void aNameThatFlipsBetweenTwoRedirectsIsCheckedAgain() throws Exception {
    var answers = new ArrayDeque<>(List.of(address("127.0.0.1"), address("127.0.0.2")));
    var policy = resolving(_ -> List.of(answers.removeFirst()), Set.of(address("127.0.0.1")));
    server
        .on("/1", redirect(server.uri("two.test", "/2").toString()))
        .on("/2", file(FILE.content(), "\"a\""));

    assertThatThrownBy(
            () ->
                new Fetcher(policy)
                    .fetch(FILE.at(server.uri("one.test", "/1")), folder.resolve("m"), _ -> {}))
        .hasMessageContaining("https://two.test is not reached, for its address is loopback");
    assertThat(server.requests()).hasSize(1);
  }
}
