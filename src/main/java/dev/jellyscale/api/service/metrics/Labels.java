package dev.jellyscale.api.service.metrics;

import dev.jellyscale.metrics.NodeMeter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Values of labels, of which there are never too many. Thread-safe. */
final class Labels {
  /** What stands for every value beyond the bound. */
  static final String OTHER = "other";

  private static final int MOST_MODELS = 200;

  private final Set<String> models = ConcurrentHashMap.newKeySet();

  /** A model's id, or {@link #OTHER} where too many others were named before. */
  String model(String id) {
    return models.contains(id) || (models.size() < MOST_MODELS && models.add(id)) ? id : OTHER;
  }

  /** Values for the labels of a meter, in its order. */
  static Tags of(NodeMeter meter, String... values) {
    if (values.length != meter.labels().size()) {
      throw new IllegalArgumentException(meter + " has no labels for " + Arrays.toString(values));
    }
    var tags = new Tag[values.length];
    for (int i = 0; i < values.length; i++) {
      tags[i] = Tag.of(meter.labels().get(i), values[i]);
    }
    return Tags.of(tags);
  }
}
