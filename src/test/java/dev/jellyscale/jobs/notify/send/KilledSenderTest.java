package dev.jellyscale.jobs.notify.send;

import static dev.jellyscale.jobs.notify.send.Receiver.status;
import static dev.jellyscale.jobs.notify.send.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.notify.Delivery.State;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.PostgresServer;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.DatabaseUrl;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledSenderTest {
  @TempDir Path folder;

  /** Sends what is due, in a process of its own, until it is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      var folder = Path.of(arguments[0]);
      var url =
          arguments.length > 1
              ? Optional.of(DatabaseUrl.parse(arguments[1]))
              : Optional.<DatabaseUrl>empty();
      try (var database = JobDatabase.open(url, folder.resolve("jobs.db"));
          var node = TestNode.of(database, folder, "one.test")) {
        node.started();
        // Its parent never writes.
        System.in.read();
      }
    }
  }

  @Test
  void aNoticeOutlivesItsSenderInSqlite() throws Exception {
    aNoticeOutlivesItsSender(Optional.empty());
  }

  @Test
  void aNoticeOutlivesItsSenderInPostgresql() throws Exception {
    aNoticeOutlivesItsSender(Optional.of(PostgresServer.shared().newDatabase()));
  }

  private void aNoticeOutlivesItsSender(Optional<DatabaseUrl> url) throws Exception {
    try (var receiver = Receiver.http();
        var database = JobDatabase.open(url, folder.resolve("jobs.db"));
        var node = TestNode.of(database, folder, "one.test")) {
      receiver.on("/hook", receiver.silence());
      node.webhook(receiver.url("one.test", "/hook"));
      new TestJobs(new JobStore(database)).in(Kind.FAILED);

      var child = child(url);
      try {
        await("the child's request", () -> receiver.received().size() == 1);
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertThat(node.delivery().state()).isEqualTo(State.PENDING);
      assertThat(node.delivery().tries()).isEqualTo(1);

      receiver.on("/hook", status(200));
      node.endOfWait();
      node.started().awaitState(State.DELIVERED);
      assertThat(receiver.received().stream().map(r -> r.headers().get("jellyscale-delivery")))
          .hasSize(2)
          .containsOnly(node.delivery().notice().id());
    }
  }

  private Process child(Optional<DatabaseUrl> url) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.sqlite.lib.path=" + System.getProperty("org.sqlite.lib.path", ""),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString()));
    url.ifPresent(
        address ->
            command.add(
                "postgresql://%s@%s/%s"
                    .formatted(
                        address.user().orElseThrow(), address.server(), address.database())));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "child.log"))
        .start();
  }
}
