package dev.jellyscale.jobs.trial;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.node.WorkingNode;
import dev.jellyscale.jobs.node.WorkingNode.Manner;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.database.DatabaseUrl;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.work.RunningAttempts;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A node in a process of its own, without the part that answers HTTP. It tells on standard output,
 * in lines that begin with {@value #MARK}, what becomes of jobs, does what the lines of its
 * standard input say, and is gone as soon as nobody holds that any more.
 *
 * <p>Arguments: its name, the folder and the output folder of all nodes, the database, where it
 * shall fail, {@code quick} or {@code usual}, and the works at which its renderer shall be killed,
 * one after the other.
 */
public final class TrialNode {
  /** Beginning of lines that are told to a test. */
  static final String MARK = "@ ";

  /** Beginning of an address that is a file of SQLite. */
  static final String SQLITE = "sqlite:";

  /** No fault. */
  static final String NONE = "none";

  /** Argument of a node that lives as those of people do. */
  static final String USUAL = "usual";

  private static final long TICK_NANOS = 2_000_000;

  private TrialNode() {}

  /** Works until it is told to stop, or killed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Outside of Quarkus its log manager writes nowhere.
    Logger.getLogger("").addHandler(new ConsoleHandler());
    var words = arguments.clone();
    var prey = List.of(words).subList(6, words.length);
    var fault = FaultInjection.of(Optional.of(words[4]).filter(word -> !word.equals(NONE)));
    try (var database = open(words[3])) {
      var shared =
          new WorkingNode.Shared(new JobStore(database), Path.of(words[1]), Path.of(words[2]));
      watch(() -> new Reporter(shared.store(), shared.store().history().last()).report());
      var rhythm = words[5].equals(USUAL) ? Rhythm.USUAL : Manner.QUICKLY.rhythm();
      var manner = new Manner(RunningAttempts.Bounds.USUAL, rhythm, fault);
      try (var node = WorkingNode.start(shared, words[0], manner)) {
        watch(() -> prey.forEach(work -> new Killer(node, work).hunt()));
        tell("ready " + System.currentTimeMillis());
        obey(shared.store(), node);
      }
    }
    tell("gone");
  }

  private static JobDatabase open(String address) {
    return address.startsWith(SQLITE)
        ? JobDatabase.open(Optional.empty(), Path.of(address.substring(SQLITE.length())))
        : JobDatabase.open(Optional.of(DatabaseUrl.parse(address)), Path.of("unused"));
  }

  private static void watch(Runnable work) {
    Thread.ofPlatform().daemon().start(work);
  }

  private static void tell(String line) {
    System.out.println(MARK + line);
  }

  private static void obey(JobStore store, WorkingNode node) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); !"stop".equals(line); line = lines.readLine()) {
      if (line == null) {
        // Whoever made this process is gone.
        Runtime.getRuntime().halt(1);
      }
      var words = line.split(" ", 2);
      boolean done = move(store, words[0], new JobId(words[1]));
      node.wake();
      tell("obeyed " + done + " " + line);
    }
  }

  private static boolean move(JobStore store, String word, JobId job) {
    var cause = new Cause("test", word);
    return switch (word) {
      case "pause" -> store.moves().pause(job, cause);
      case "resume" -> store.moves().resume(job, cause);
      case "cancel" -> store.moves().cancel(job, cause);
      case "again" -> store.moves().again(job, cause);
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** Tells all that is written into the history from now on. */
  private static final class Reporter {
    private final JobStore store;
    private long last;

    Reporter(JobStore store, long last) {
      this.store = store;
      this.last = last;
    }

    void report() {
      while (true) {
        for (var entry : entries()) {
          last = entry.number();
          tell(line(entry));
        }
        LockSupport.parkNanos(5 * TICK_NANOS);
      }
    }

    private Iterable<HistoryEntry> entries() {
      try {
        return store.history().after(last, 100);
      } catch (RuntimeException _) {
        // The database may be killed on purpose.
        return List.of();
      }
    }

    private static String line(HistoryEntry entry) {
      var segment = entry.segment().isPresent() ? "" + entry.segment().getAsInt() : "job";
      var from = entry.from().isEmpty() ? "-" : entry.from();
      var cause = entry.cause();
      return String.join(
          " ", entry.job().value(), segment, from, entry.to(), cause.by(), cause.why());
    }
  }

  /** Kills the renderer that does some work, once. */
  private record Killer(WorkingNode node, String work) {
    void hunt() {
      while (!Stream.of(node.devices(), node.files()).anyMatch(this::kill)) {
        LockSupport.parkNanos(TICK_NANOS);
      }
    }

    private boolean kill(Supervisor supervisor) {
      if (supervisor.states().getFirst() instanceof SlotState.Busy(var renderer, String doing)
          && doing.equals(work)) {
        boolean killed =
            ProcessHandle.of(renderer.pid()).map(ProcessHandle::destroyForcibly).orElse(false);
        tell("killed " + killed + " " + doing);
        return true;
      }
      return false;
    }
  }
}
