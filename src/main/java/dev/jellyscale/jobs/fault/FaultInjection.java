package dev.jellyscale.jobs.fault;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Ends or freezes this process when it comes to a {@link FaultPoint}, so that tests can see what is
 * lost. Off unless the system property {@code jellyscale.fault} names a point: {@code NAME}, {@code
 * NAME:3} for the third time, {@code NAME!freeze} to stop as by SIGSTOP. Thread-safe.
 */
public final class FaultInjection {
  /** The system property. */
  public static final String PROPERTY = "jellyscale.fault";

  /** No fault ever happens. */
  public static final FaultInjection NONE = new FaultInjection(Optional.empty());

  private static final System.Logger LOG = System.getLogger(FaultInjection.class.getName());
  private static final Pattern FORM = Pattern.compile("([A-Z_]+)(?::([1-9][0-9]{0,3}))?(!freeze)?");

  /** As a shell tells of a process that SIGKILL ended. */
  private static final int KILLED = 137;

  private static final Duration STOPPING = Duration.ofSeconds(1);

  private final Optional<Plan> plan;
  private final AtomicInteger reached = new AtomicInteger();

  private FaultInjection(Optional<Plan> plan) {
    this.plan = plan;
  }

  private record Plan(FaultPoint point, int time, boolean freeze) {}

  /**
   * Reads the property's value and says it aloud.
   *
   * @param value empty or null for no fault
   * @throws Invalid if it is not understood
   */
  public static FaultInjection of(Optional<String> value) {
    var text = value.map(String::strip).filter(known -> !known.isEmpty());
    if (text.isEmpty()) {
      return NONE;
    }
    var plan = plan(text.get());
    LOG.log(Level.WARNING, "{0}={1}: THIS NODE WILL FAIL ON PURPOSE", PROPERTY, text.get());
    return new FaultInjection(Optional.of(plan));
  }

  private static Plan plan(String text) {
    var form = FORM.matcher(text);
    if (form.matches()) {
      var point =
          Arrays.stream(FaultPoint.values())
              .filter(known -> known.name().equals(form.group(1)))
              .findFirst();
      if (point.isPresent()) {
        int time = form.group(2) == null ? 1 : Integer.parseInt(form.group(2));
        return new Plan(point.get(), time, form.group(3) != null);
      }
    }
    throw new Invalid("%s='%s' names no fault".formatted(PROPERTY, text));
  }

  /** Tells that a point is reached; may not return. */
  public void reach(FaultPoint point) {
    if (plan.isEmpty() || plan.get().point() != point) {
      return;
    }
    if (reached.incrementAndGet() == plan.get().time()) {
      if (plan.get().freeze()) {
        freeze();
      } else {
        Runtime.getRuntime().halt(KILLED);
      }
    }
  }

  private static void freeze() {
    try {
      var pid = Long.toString(ProcessHandle.current().pid());
      var _ = new ProcessBuilder("kill", "-STOP", pid).inheritIO().start().waitFor();
      // A busy machine takes its time to stop all threads, and this one must not go on meanwhile.
      Thread.sleep(STOPPING);
    } catch (IOException e) {
      throw new IllegalStateException("The process cannot stop itself", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
