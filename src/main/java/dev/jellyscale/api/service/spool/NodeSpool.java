package dev.jellyscale.api.service.spool;

import dev.jellyscale.api.control.NodeModels;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The node's one spool, made when it is first needed. */
@Singleton
public class NodeSpool {
  private static final String BOUND = "jellyscale.spool.bytes";
  private static final long USUAL_BOUND = 2L << 30;

  private final NodeModels models;
  private final Config config;
  private @Nullable Spool spool;

  NodeSpool(NodeModels models, Config config) {
    this.models = models;
    this.config = config;
  }

  /**
   * The spool.
   *
   * @throws dev.jellyscale.error.JellyscaleException if the work directory cannot be used
   */
  public synchronized Spool spool() {
    var known = spool;
    if (known == null) {
      long bound = config.getOptionalValue(BOUND, Long.class).orElse(USUAL_BOUND);
      known = Spool.open(models.handOver(), bound);
      spool = known;
    }
    return known;
  }
}
