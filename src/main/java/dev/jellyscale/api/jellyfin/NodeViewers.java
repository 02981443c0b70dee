package dev.jellyscale.api.jellyfin;

import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jobs.node.JobEngine;
import dev.jellyscale.jobs.viewers.Attention;
import dev.jellyscale.jobs.viewers.ViewerRules;
import dev.jellyscale.jobs.viewers.ViewerWatch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Has the jobs of this node give way to viewers, where a Jellyfin server is named. */
@Singleton
public class NodeViewers {
  private static final Duration RHYTHM = Duration.ofSeconds(10);
  private static final List<String> NAMES =
      List.of(ViewerRules.WAY, ViewerRules.PAUSED, ViewerRules.QUIET, ViewerRules.UNKNOWN);

  /** Before the node works: what it finds is kept with the node's own row. */
  private static final int FIRST = 1;

  /** Before it is closed. */
  private static final int BEFORE_JOBS = 500;

  private final NodeJellyfin jellyfin;
  private final NodeJobs jobs;
  private final ViewerRules rules;
  private @Nullable ViewerWatch watch;
  private boolean ended;

  NodeViewers(NodeJellyfin jellyfin, NodeJobs jobs, Config config) {
    this.jellyfin = jellyfin;
    this.jobs = jobs;
    var environment = new HashMap<String, String>();
    for (var name : NAMES) {
      config.getOptionalValue(name, String.class).ifPresent(value -> environment.put(name, value));
    }
    rules = ViewerRules.of(environment);
  }

  void begin(@Observes @Priority(FIRST) StartupEvent start) {
    jellyfin.server().ifPresent(server -> jobs.onWorking(engine -> watch(server, engine)));
  }

  /** A node whose beginning fails half-way begins again, and one that has ended begins no more. */
  private synchronized void watch(JellyfinServer server, JobEngine engine) {
    if (ended) {
      return;
    }
    var node = new ViewerWatch.Node(engine.name(), engine.store(), engine::wake);
    if (watch != null) {
      watch.close();
    }
    var begun = new ViewerWatch(server, rules, node, InstantSource.system());
    begun.start(RHYTHM);
    watch = begun;
  }

  /** What is known of viewers; empty where nobody asks. */
  public synchronized Optional<Attention> attention() {
    return Optional.ofNullable(watch).map(ViewerWatch::attention);
  }

  synchronized void end(@Observes @Priority(BEFORE_JOBS) ShutdownEvent end) {
    ended = true;
    if (watch != null) {
      watch.close();
    }
  }
}
