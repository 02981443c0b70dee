package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.error.JellyscaleException.OutOfDeviceMemory;
import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.error.JellyscaleException.RendererNotStarted;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** What failures mean to a job. */
final class JobFaults {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private JobFaults() {}

  /**
   * How long to wait where a failure says nothing of the job: a renderer that does not start, a
   * breaker that is open, a queue that is full, a disk without room. Such an attempt is not
   * counted; empty for a real fault, which is.
   */
  static Optional<Duration> rest(JellyscaleException failure) {
    return switch (failure) {
      case Unavailable unavailable -> Optional.of(bounded(unavailable.retryAfter().orElse(USUAL)));
      case DiskFull _ -> Optional.of(LONGEST);
      case RendererNotStarted idle -> Optional.of(bounded(idle.rest()));
      default -> Optional.empty();
    };
  }

  private static Duration bounded(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /**
   * The failure of a step that reads the source of a job, as it is to be told. What came of a work
   * directory or a root that has gone, or that renderers cannot reach any more, says nothing of the
   * job; what came of a source that is another file by now is told as that.
   */
  static RuntimeException judged(Workshop.Places places, Job job, RuntimeException failure) {
    var told = places.folders().judged(failure);
    return told.equals(failure)
            && failure instanceof JellyscaleException known
            && mayBeOfSource(known)
        ? ofSource(places, job, known)
        : told;
  }

  private static boolean mayBeOfSource(JellyscaleException failure) {
    return failure instanceof VerificationFailed
        || (of(failure).lasting() && !(failure instanceof BadModel));
  }

  private static RuntimeException ofSource(
      Workshop.Places places, Job job, JellyscaleException failure) {
    var name = job.recipe().source();
    Path source;
    try {
      source = places.roots().source(name);
    } catch (Unavailable gone) {
      return new Unavailable(String.valueOf(gone.getMessage()), failure);
    } catch (JellyscaleException _) {
      return failure;
    }
    if (isOutOfReach(source, failure)) {
      return new Unavailable(
          "Renderers of this node cannot read %s, though the node can; if the root '%s' was mounted anew, restart the node"
              .formatted(name, name.root()),
          failure);
    }
    return isChanged(job, source) ? new SourceChanged(name.toString(), failure) : failure;
  }

  /**
   * Whether a renderer did not get at a source that this node can read. Where a disk was mounted
   * anew, renderers that were started before are still confined to what was there.
   */
  private static boolean isOutOfReach(Path source, JellyscaleException failure) {
    var name = source.getFileName().toString().replaceAll("\\p{Cntrl}", "?");
    boolean refused = failure instanceof Denied && !(failure instanceof OwnFileDenied);
    return (refused || failure instanceof NotFound)
        && String.valueOf(failure.getMessage()).contains("'" + name + "'")
        && isReadable(source);
  }

  private static boolean isReadable(Path file) {
    try (var in = Files.newByteChannel(file, StandardOpenOption.READ)) {
      return in.isOpen();
    } catch (IOException _) {
      // Then the renderer was right.
      return false;
    }
  }

  /** Looks at size and time of change alone: a renderer that joins looks into the file too. */
  private static boolean isChanged(Job job, Path source) {
    if (job.plan().isEmpty()) {
      return false;
    }
    var planned = job.plan().get().source();
    try {
      return Files.size(source) != planned.bytes()
          || Files.getLastModifiedTime(source).toMillis() != planned.modified();
    } catch (IOException _) {
      // What the renderer has told stands.
      return false;
    }
  }

  /** What nobody foresaw. Its words may hold paths or statements, so that only the log has them. */
  static Fault unforeseen() {
    return Fault.passing("internal", "Failed for a reason that the log of the node tells");
  }

  /** A failure as the fault of a job, and whether another attempt may fare better. */
  static Fault of(JellyscaleException failure) {
    var reason = String.valueOf(failure.getMessage());
    return switch (failure) {
      case Conflict _ -> Fault.lasting("conflict", reason);
      case NotFound _ -> Fault.lasting("not-found", reason);
      case Invalid _ -> Fault.lasting("invalid", reason);
      case Denied _ -> Fault.lasting("denied", reason);
      case NotVideo _ -> Fault.lasting("not-video", reason);
      case Unsupported _ -> Fault.lasting("unsupported", reason);
      case LimitExceeded _ -> Fault.lasting("limit-exceeded", reason);
      case BadModel _ -> Fault.lasting("bad-model", reason);
      case Damaged _ -> Fault.lasting("damaged", reason);
      case OutOfDeviceMemory _ -> Fault.passing("out-of-memory", reason);
      case DiskFull _ -> Fault.passing("disk-full", reason);
      case Unavailable _ -> Fault.passing("unavailable", reason);
      case EngineFailure _ -> Fault.passing("engine-failure", reason);
      case VerificationFailed _ -> Fault.passing("verification-failed", reason);
    };
  }
}
