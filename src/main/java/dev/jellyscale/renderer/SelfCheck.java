package dev.jellyscale.renderer;

import dev.jellyscale.protocol.wire.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries what the confinement must refuse: in the thread that works, which is older than the
 * confinement, and in a new one.
 */
final class SelfCheck {
  private SelfCheck() {}

  /** Something that may fail. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException, InterruptedException;
  }

  /** What was tried, and how it ended: {@code done}, or why not. */
  static Map<String, String> run(Command.SelfCheck check) throws InterruptedException {
    var results = new ConcurrentHashMap<String, String>();
    tryAll("old thread", check, results);
    var young = Thread.ofPlatform().start(() -> tryAll("new thread", check, results));
    young.join();
    return new TreeMap<>(results);
  }

  private static void tryAll(String thread, Command.SelfCheck check, Map<String, String> results) {
    var outside = Path.of(check.outside());
    var sibling = outside.resolveSibling("written-by-renderer");
    results.put(thread + ": connect by TCP", outcome(() -> connect(check.port())));
    results.put(thread + ": read a file outside", outcome(() -> Files.readAllBytes(outside)));
    results.put(thread + ": write a file outside", outcome(() -> Files.createFile(sibling)));
    results.put(thread + ": change the mode of a file", outcome(() -> changeMode(outside)));
    results.put(thread + ": start a program", outcome(SelfCheck::startProgram));
    results.put(thread + ": read the node's environment", outcome(SelfCheck::readEnvironment));
  }

  private static void connect(int port) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }

  private static void changeMode(Path file) throws IOException {
    Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(file));
  }

  private static void startProgram() throws IOException, InterruptedException {
    new ProcessBuilder("/bin/true").start().waitFor();
  }

  private static void readEnvironment() throws IOException {
    Optional<ProcessHandle> node = ProcessHandle.current().parent();
    Files.readAllBytes(Path.of("/proc/" + node.map(ProcessHandle::pid).orElse(1L) + "/environ"));
  }

  private static String outcome(Attempt attempt) {
    try {
      attempt.run();
      return "done";
    } catch (IOException e) {
      return "refused: " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
