package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.jobs.client.EventLines;
import dev.jellyscale.cli.jobs.client.EventLines.Heard;
import dev.jellyscale.cli.jobs.client.JobsClient;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the end of a job. A node that goes away meanwhile is waited for too: the job goes on
 * when it comes again, or on another one.
 */
final class JobWait {
  private static final Set<String> FINAL = Set.of("published", "failed", "cancelled");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final JobsClient client;
  private final JobsLine line;
  private final JobBar bar;
  private String waiting = "";
  private long answered;
  private String last = "";

  JobWait(JobsClient client, JobsLine line, JobBar bar) {
    this.client = client;
    this.line = line;
    this.bar = bar;
  }

  /**
   * Returns the exit code that tells what became of a job, when it is finished.
   *
   * @throws Unavailable if no node answers for ten minutes
   */
  int await(JsonNode job) throws InterruptedException {
    var id = job.path("id").asText();
    bar.line(JobText.line(job));
    answered = System.nanoTime();
    while (true) {
      try {
        return finished(follow(id));
      } catch (Unavailable e) {
        if (System.nanoTime() - answered > PATIENCE.toNanos()) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
      } catch (StreamEnded _) {
        answered = System.nanoTime();
      } catch (InterruptedException e) {
        bar.line("The job goes on; './jellyscale jobs cancel " + id + "' ends it.");
        throw e;
      }
    }
  }

  /** The node has ended the stream, as it does when it ends itself. */
  private static final class StreamEnded extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Returns the job when it is finished. */
  private JsonNode follow(String id) throws InterruptedException, StreamEnded {
    try (var events = open(id)) {
      for (var job = look(id); ; job = hear(id, events, job)) {
        if (FINAL.contains(job.path("state").asText())) {
          return job;
        }
      }
    }
  }

  /** The stream first, and then the job: what happens in between is in the stream. */
  private EventLines open(String id) throws InterruptedException {
    return client.events(
        JobsLine.path(id) + "/events", Optional.of(last).filter(known -> !known.isEmpty()));
  }

  private JsonNode look(String id) throws InterruptedException {
    var job = client.get(JobsLine.path(id));
    answered = System.nanoTime();
    var now = job.path("waiting").asText("");
    if (!now.equals(waiting)) {
      waiting = now;
      if (!now.isEmpty()) {
        bar.line(now);
      }
    }
    return job;
  }

  private JsonNode hear(String id, EventLines events, JsonNode job)
      throws InterruptedException, StreamEnded {
    var heard = events.next();
    last = events.last().orElse(last);
    answered = System.nanoTime();
    return switch (heard) {
      case Heard.Event(var name, var told) when name.equals("progress") -> {
        bar.at(told);
        yield job;
      }
      case Heard.Event(var name, var _) when name.equals("state") -> look(id);
      case Heard.Event _ -> job;
      case Heard.Heartbeat _ -> look(id);
      case Heard.End _ -> throw new StreamEnded();
    };
  }

  private int finished(JsonNode job) {
    bar.end();
    line.print(job, JobText::whole);
    return code(job).code();
  }

  /** What became of a job that is finished. */
  static ExitCode code(JsonNode job) {
    return switch (job.path("state").asText()) {
      case "published" -> ExitCode.OK;
      case "cancelled" -> ExitCode.CANCELLED;
      default -> ofFault(job.at("/fault/code").asText());
    };
  }

  private static ExitCode ofFault(String code) {
    if (code.equals("source-changed")) {
      return ExitCode.CONFLICT; // As `upscale` ends then.
    }
    var name = code.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(ExitCode.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElse(ExitCode.ENGINE_FAILURE);
  }
}
