package dev.jellyscale.api.service.logs;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigInteger;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The last entries of the log. */
@Path("/logs/recent")
@RunOnVirtualThread
class LogsResource {
  private static final BigInteger MOST = BigInteger.valueOf(LogRing.CAPACITY);
  private static final int LONGEST_NUMBER = 20;

  private final NodeLog log;

  LogsResource(NodeLog log) {
    this.log = log;
  }

  /** Entries, the oldest first. */
  record Recent(int count, List<LogEntry> entries) {}

  /** The last entries of the log, the oldest of them first. */
  @GET
  public Recent recent(@RestQuery @DefaultValue("200") String limit) {
    var entries = log.ring().recent(clamped(limit));
    return new Recent(entries.size(), entries);
  }

  private static int clamped(String limit) {
    if (limit.length() > LONGEST_NUMBER || !limit.matches("[+-]?\\d+")) {
      throw new InvalidFields(Fault.noInteger("query", "limit", limit));
    }
    return new BigInteger(limit).max(BigInteger.ONE).min(MOST).intValue();
  }
}
