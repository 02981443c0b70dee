package dev.jellyscale.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the launcher in a folder of its own whose name has spaces, with a {@code PATH} on which
 * nothing is but the tools that a bare system has. Stand-ins for Java and Maven tell how they were
 * called.
 */
final class LauncherSandbox {
  private static final List<String> SYSTEM_TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "mkdir",
          "mv",
          "nice",
          "readlink",
          "rm",
          "sed",
          "tail",
          "tee",
          "touch",
          "uname");
  private static final long LIMIT_SECONDS = 60;

  private final Path folder;
  private final Path bin;
  private final Path project;

  LauncherSandbox(Path temporary) throws IOException {
    folder = temporary;
    bin = Files.createDirectories(temporary.resolve("bin"));
    project = Files.createDirectories(temporary.resolve("a project"));
    Files.createDirectories(temporary.resolve("no jdks"));
    Files.createDirectories(project.resolve("src/main/java"));
    Files.createDirectories(project.resolve("models/training"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of("jellyscale"), project.resolve("jellyscale"));
    makeExecutable(project.resolve("jellyscale"));
    for (var tool : SYSTEM_TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), systemTool(tool));
    }
  }

  private static Path systemTool(String name) {
    return Stream.of("/usr/bin", "/bin")
        .map(f -> Path.of(f, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("This system has no " + name));
  }

  Path project() {
    return project;
  }

  Path folder() {
    return folder;
  }

  /** A stand-in for a JDK of this version, whose {@code java} prints its arguments. */
  Path jdk(String name, String version) throws IOException {
    var home = Files.createDirectories(folder.resolve(name));
    script(home.resolve("bin/java"), "echo \"java of " + name + "\"; printf '%s\\n' \"$@\"");
    script(home.resolve("bin/javac"), "exit 0");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** Puts the JDK's programs on the {@code PATH}, by links as distributions do. */
  void onPath(Path jdk) throws IOException {
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    Files.createSymbolicLink(bin.resolve("javac"), jdk.resolve("bin/javac"));
  }

  /** A stand-in for Maven that notes its arguments, then "builds". */
  void maven() throws IOException {
    maven("mkdir -p target/quarkus-app && echo jar > target/quarkus-app/quarkus-run.jar");
  }

  /** A stand-in for Maven that notes its arguments, then runs {@code body}. */
  void maven(String body) throws IOException {
    script(bin.resolve("mvn"), "echo \"$JAVA_HOME $*\" >> '" + mavenLog() + "'\n" + body);
  }

  /** Uses what was really built, as if it had been built here. */
  void builtFrom(Path target) throws IOException {
    var own = Files.createDirectories(project.resolve("target"));
    for (var name : List.of("quarkus-app", "natives")) {
      Files.createSymbolicLink(own.resolve(name), target.resolve(name).toAbsolutePath());
    }
    Files.writeString(own.resolve(".built"), "cpu\n");
  }

  /** Whether the launcher built the program after the last change of its sources. */
  static boolean isBuilt(Path target) throws IOException {
    var stamp = target.resolve(".built");
    if (!Files.exists(stamp) || !Files.exists(target.resolve("quarkus-app/quarkus-run.jar"))) {
      return false;
    }
    var built = Files.getLastModifiedTime(stamp);
    try (var sources = Files.walk(Path.of("src/main"))) {
      return Files.getLastModifiedTime(Path.of("pom.xml")).compareTo(built) <= 0
          && sources.map(LauncherSandbox::changed).allMatch(time -> time.compareTo(built) <= 0);
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often Maven was called, and with what. */
  List<String> mavenCalls() throws IOException {
    return Files.exists(mavenLog()) ? Files.readAllLines(mavenLog()) : List.of();
  }

  private Path mavenLog() {
    return folder.resolve("maven-calls");
  }

  /** Replaces a program on the {@code PATH}. */
  void program(String name, String body) throws IOException {
    Files.deleteIfExists(bin.resolve(name));
    script(bin.resolve(name), body);
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    makeExecutable(file);
  }

  private static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(project.resolve("jellyscale"), project, environment, arguments);
  }

  /** Runs the launcher by the name {@code script} with nothing else in its environment. */
  Result run(Path script, Path cwd, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList());
    var out = Files.createTempFile(folder, "out", "");
    var err = Files.createTempFile(folder, "err", "");
    builder.directory(cwd.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("JELLYSCALE_JDKS", folder.resolve("no jdks").toString());
    builder.environment().putAll(environment);
    var process = builder.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("The launcher did not end");
    }
    return new Result(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }

  /** What a run of the launcher ended with and printed. */
  record Result(int exit, List<String> out, List<String> err) {}
}
