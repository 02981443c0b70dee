package dev.jellyscale.cli.upscale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.protocol.JobEvent;
import dev.jellyscale.video.job.JobListener;
import java.io.PrintWriter;

/** Writes every event as one line of JSON. */
final class JsonLines implements JobListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;

  JsonLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void hear(JobEvent event) {
    try {
      out.println(JSON.writerFor(JobEvent.class).writeValueAsString(event));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event has no JSON form: " + event, e);
    }
  }
}
