package dev.jellyscale.container.proxy;

import dev.jellyscale.Requires;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** nginx with our example, as a user without rights and in a folder of its own. */
final class RunningNginx implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final int port;
  private final Path accessLog;

  private RunningNginx(Process process, int port, Path accessLog) {
    this.process = process;
    this.port = port;
    this.accessLog = accessLog;
  }

  /**
   * Starts it.
   *
   * @param folder below {@code target}
   * @param secret that it proves itself by
   * @param upstreams where it finds each of the services, by the port of the example
   */
  static RunningNginx start(Path folder, String secret, Map<Integer, Integer> upstreams)
      throws IOException {
    Requires.program("nginx");
    int port = freePort();
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("secret.conf"), "set $jellyscale_secret \"" + secret + "\";\n");
    Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, upstreams));
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      Requires.program("setpriv");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    var prefix = folder.toAbsolutePath() + "/";
    command.addAll(List.of("nginx", "-p", prefix, "-e", "stderr", "-c", prefix + "nginx.conf"));
    command.addAll(List.of("-g", "daemon off; pid " + prefix + "nginx.pid;"));
    var log = folder.resolve("log.txt");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var nginx = new RunningNginx(process, port, folder.resolve("access.log"));
    nginx.await(log);
    return nginx;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The example with other addresses, without certificates, and with one line of our own. */
  private static String configuration(Path folder, int port, Map<Integer, Integer> upstreams)
      throws IOException {
    var text = Files.readString(Path.of("deploy/proxy/nginx.conf"));
    var own = new StringBuilder("http {\n    proxy_bind 127.0.0.9;\n");
    for (var kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      own.append("    %s_temp_path %s;\n".formatted(kind, folder.toAbsolutePath().resolve(kind)));
    }
    for (var upstream : upstreams.entrySet()) {
      text = replace(text, "127.0.0.1:" + upstream.getKey(), "127.0.0.1:" + upstream.getValue());
    }
    text = replace(text, "listen 443 ssl;", "listen 127.0.0.1:" + port + ";");
    text = text.replaceAll("(?m)^\\s*ssl_certificate.*$", "");
    text =
        replace(
            text, "/etc/nginx/jellyscale-secret.conf", folder.toAbsolutePath() + "/secret.conf");
    text = replace(text, "/var/log/nginx/access.log", folder.toAbsolutePath() + "/access.log");
    text = replace(text, "worker_processes auto;", "worker_processes 1;");
    return replace(text, "http {\n", own.toString());
  }

  private static String replace(String text, String from, String to) {
    if (!text.contains(from)) {
      throw new AssertionError("The example has no " + from);
    }
    return text.replace(from, to);
  }

  private void await(Path log) throws IOException {
    var end = Instant.now().plus(PATIENCE);
    while (!listens()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw new AssertionError("nginx does not start: " + Files.readString(log));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** What it has written about requests, as soon as that holds a word: answers are sent first. */
  String accessLog(String word) throws IOException {
    var end = Instant.now().plus(PATIENCE);
    var text = Files.readString(accessLog);
    while (!text.contains(word) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      text = Files.readString(accessLog);
    }
    return text;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
