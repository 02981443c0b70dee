package dev.jellyscale.api.v1.nodes;

import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.jobs.progress.CurrentSegment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The nodes that share the database. */
@Path("/api/v1/nodes")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class NodesResource {
  private final NodeJobs jobs;

  NodesResource(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** All nodes, by name. */
  record Nodes(List<NodeView> items) {}

  /** The nodes and what each is at; one that took its leave is not among them. */
  @GET
  public Nodes nodes() {
    var store = jobs.store();
    var now = store.database().clock().instant();
    var running = CurrentSegment.byNode(store.segments().running(), now);
    return new Nodes(
        store.nodes().all().stream()
            .map(node -> NodeView.of(node, running.getOrDefault(node.name(), List.of()), now))
            .toList());
  }
}
