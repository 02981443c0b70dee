package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that cannot start says why in one line, and ends. */
class RefusedStartTest {
  private static final String HTTP = "QUARKUS_HTTP_PORT";
  private static final String MANAGEMENT = "QUARKUS_MANAGEMENT_PORT";

  @TempDir Path folder;

  private static ServerSocket busy() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String port(ServerSocket socket) {
    return Integer.toString(socket.getLocalPort());
  }

  private void refuses(Map<String, String> environment, int code, String... words)
      throws Exception {
    var said = RunningNode.refused(folder, environment);

    assertThat(said.err()).startsWith("jellyscale: ").contains(words);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.code()).isEqualTo(code);
    assertThat(said.out()).doesNotContain("ERROR", "Exception", "\tat ");
  }

  @Test
  void aDataDirectoryThatAnotherNodeHoldsIsRefused() throws Exception {
    try (var first = RunningNode.start(folder, Map.of())) {
      refuses(Map.of(), 12, "in use by process " + first.pid(), "JELLYSCALE_DATA");
    }
  }

  @Test
  void aBusyPortIsRefusedByTheNameOfItsSetting() throws Exception {
    try (var taken = busy()) {
      refuses(Map.of(HTTP, port(taken)), 12, "127.0.0.1:" + port(taken), HTTP);
    }
  }

  @Test
  void aBusyManagementPortIsRefusedByTheNameOfItsSetting() throws Exception {
    try (var taken = busy()) {
      refuses(Map.of(MANAGEMENT, port(taken)), 12, "127.0.0.1:" + port(taken), MANAGEMENT);
    }
  }

  @Test
  void twoBusyPortsAreARefusalToo() throws Exception {
    try (var taken = busy();
        var other = busy()) {
      refuses(Map.of(HTTP, port(taken), MANAGEMENT, port(other)), 12, port(taken), HTTP);
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() throws Exception {
    refuses(Map.of("QUARKUS_HTTP_HOST", "192.0.2.1"), 11, "192.0.2.1", "QUARKUS_HTTP_HOST");
  }

  @Test
  void aSettingThatIsNoNumberIsRefused() throws Exception {
    refuses(Map.of(HTTP, "many"), 11, "many", HTTP);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aNumberThatIsNoPortIsRefused() throws Exception {
    refuses(Map.of(MANAGEMENT, "70000"), 11, MANAGEMENT, "65535");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void onePortForBothServersIsRefused() throws Exception {
    refuses(Map.of(HTTP, "7123", MANAGEMENT, "7123"), 11, HTTP, MANAGEMENT, "7123");
  }

  @Test
  void anUnreadableSettingOfTheDataDirectoryIsRefused() throws Exception {
    refuses(Map.of("JELLYSCALE_NODE", "no name"), 11, "no name");
  }

  @Test
  void believingEverybodysForwardedAddressIsRefused() throws Exception {
    var forwarding = "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING";
    refuses(Map.of(forwarding, "true"), 11, forwarding, "JELLYSCALE_TRUSTED_PROXIES");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
