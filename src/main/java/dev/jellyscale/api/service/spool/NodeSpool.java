package dev.jellyscale.api.service.spool;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.error.JellyscaleException.Invalid;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The node's one spool, made when it is first needed. */
@Singleton
public class NodeSpool {
  /** Environment variable with the bytes that all bodies together may take. */
  public static final String BYTES = "JELLYSCALE_SPOOL_BYTES";

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
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
   * The bound that a setting asks for, or 2 GiB.
   *
   * @throws Invalid if it is no number of bytes
   */
  public static long bound(Optional<String> setting) {
    var text = setting.map(String::strip).filter(value -> !value.isEmpty());
    if (text.isPresent() && !NUMBER.matcher(text.get()).matches()) {
      throw new Invalid("%s is a number of bytes, not '%s'".formatted(BYTES, text.get()));
    }
    return text.map(Long::parseLong).orElse(USUAL_BOUND);
  }

  /**
   * The spool.
   *
   * @throws dev.jellyscale.error.JellyscaleException if the work directory cannot be used
   */
  public synchronized Spool spool() {
    var known = spool;
    if (known == null) {
      known = Spool.open(models.handOver(), bound(config.getOptionalValue(BOUND, String.class)));
      spool = known;
    }
    return known;
  }

  @PreDestroy
  synchronized void close() {
    var known = spool;
    if (known != null) {
      known.close();
    }
  }
}
