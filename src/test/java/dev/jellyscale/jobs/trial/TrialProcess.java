package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.fault.FaultPoint;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link TrialNode} as its test sees it. Killed when it is closed, if it lives then. */
final class TrialProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> PROPERTIES =
      List.of(
          "java.library.path",
          "org.bytedeco.javacpp.nopointergc",
          "org.bytedeco.javacpp.maxPhysicalBytes",
          "org.bytedeco.javacpp.pathsFirst",
          "onnxruntime.native.path",
          "org.sqlite.lib.path");

  private final String name;
  private final Process process;
  private final List<String> said = new ArrayList<>();

  /**
   * How a node lives.
   *
   * @param name of it
   * @param fault as {@code jellyscale.fault} has it
   * @param prey works at which its renderer is killed, one after the other
   * @param options of its JVM
   * @param before what its class path begins with
   */
  record Life(
      String name,
      Optional<String> fault,
      List<String> prey,
      List<String> options,
      boolean usual,
      List<Path> before) {

    /** A node that nothing happens to. */
    static Life of(String name) {
      return new Life(name, Optional.empty(), List.of(), List.of(), false, List.of());
    }

    /** It ends when it comes to a point. */
    Life endingAt(FaultPoint point) {
      return withFault(point.name());
    }

    /** It stands still, as by SIGSTOP, when it comes to a point. */
    Life frozenAt(FaultPoint point) {
      return withFault(point.name() + "!freeze");
    }

    private Life withFault(String fault) {
      return new Life(name, Optional.of(fault), prey, options, usual, before);
    }

    /** Its renderer is killed at each of these, one after the other. */
    Life losingRenderers(List<String> works) {
      return new Life(name, fault, works, options, usual, before);
    }

    /** It gives signs of life as those of people do, every five seconds. */
    Life usually() {
      return new Life(name, fault, prey, options, true, before);
    }

    /** Its JVM is started with more options. */
    Life with(List<String> more) {
      return new Life(name, fault, prey, more, usual, before);
    }

    /** It is of another build, in which the files of a folder stand in place of this one's. */
    Life builtWith(Path folder) {
      return new Life(name, fault, prey, options, usual, List.of(folder));
    }

    private String classPath() {
      var own = System.getProperty("java.class.path");
      return Stream.concat(before.stream().map(Path::toString), Stream.of(own))
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private TrialProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    var log = process.inputReader();
    Thread.ofVirtual().start(() -> listen(log));
  }

  /** Starts a node; does not wait for it. */
  static TrialProcess start(Life life, TrialPlace place) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m"));
    words.addAll(life.options());
    PROPERTIES.stream()
        .filter(key -> System.getProperty(key) != null)
        .forEach(key -> words.add("-D" + key + "=" + System.getProperty(key)));
    words.addAll(List.of("-cp", life.classPath()));
    words.add(TrialNode.class.getName());
    words.addAll(List.of(life.name(), place.folder().toString(), place.output().toString()));
    words.addAll(
        List.of(
            place.database(),
            life.fault().orElse(TrialNode.NONE),
            life.usual() ? TrialNode.USUAL : "quick"));
    words.addAll(life.prey());
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      return new TrialProcess(life.name(), process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(BufferedReader log) {
    try (log) {
      for (var line = log.readLine(); line != null; line = log.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      hear("its output broke: " + e.getMessage());
    }
  }

  private synchronized void hear(String line) {
    said.add(line);
    notifyAll();
  }

  /** All that it has said so far. */
  synchronized List<String> said() {
    return List.copyOf(said);
  }

  /** Waits for a line. */
  synchronized String await(String what, Predicate<String> line) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int read = 0;
    try {
      while (true) {
        for (; read < said.size(); read++) {
          if (line.test(said.get(read))) {
            return said.get(read);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        assertThat(left).as("waiting for %s of %s, which said %s", what, name, tail()).isPositive();
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String tail() {
    return String.join("\n", said.subList(Math.max(0, said.size() - 60), said.size()));
  }

  /** Waits until a job has moved to a state while this node lived. */
  void awaitJob(JobId job, String state) {
    await(
        "the job's " + state,
        line -> line.matches(TrialNode.MARK + job + " job \\S+ " + state + " .*"));
  }

  /** Waits until any segment of a job has moved to a state while this node lived. */
  void awaitSegment(JobId job, String state) {
    await(
        "a segment's " + state,
        line -> line.matches(TrialNode.MARK + job + " \\d+ \\S+ " + state + " .*"));
  }

  /** Tells it to do something, and waits until it has. */
  void order(String word, JobId job) {
    write(word + " " + job);
    await(word, line -> line.equals(TrialNode.MARK + "obeyed true " + word + " " + job));
  }

  private void write(String line) {
    try {
      var writer = process.outputWriter();
      writer.write(line + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it looks after jobs, and tells the line that says so. */
  String awaitReady() {
    return await("start", line -> line.startsWith(TrialNode.MARK + "ready"));
  }

  /** Waits until it has ended by itself. */
  int ended() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("the end of %s, which said %s", name, String.join("\n", said()))
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal, such as {@code STOP}. */
  void signal(String signal) {
    try {
      var pid = Long.toString(process.pid());
      var kill = new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it by SIGKILL. */
  void kill() {
    process.destroyForcibly();
    ended();
  }

  /** Has it take its leave. */
  void stop() {
    write("stop");
    assertThat(ended()).as("%s", said()).isZero();
  }

  /** Waits until it is stopped as by SIGSTOP. */
  void awaitFrozen() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isFrozen()) {
      assertThat(System.nanoTime()).as("%s said %s", name, said()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean isFrozen() {
    try {
      var stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
