package dev.jellyscale.jobs;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.protocol.ExecutionProvider;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A node as its row tells.
 *
 * @param version of the program
 * @param slots that render at the same time
 * @param providers that its devices can infer by
 * @param devices one line for each, in words
 * @param draining whether it takes nothing new
 * @param startedAt by the database's clock
 * @param seenAt when it last gave a sign of life, by the database's clock
 */
public record WorkerNode(
    NodeName name,
    String version,
    int slots,
    Set<ExecutionProvider> providers,
    List<String> devices,
    boolean draining,
    Instant startedAt,
    Instant seenAt) {

  public WorkerNode {
    providers = Set.copyOf(providers);
    devices = List.copyOf(devices);
  }
}
