package dev.jellyscale.api.service.settings;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.service.status.NodeFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * The contract's answer to {@code POST /config}: what is in force, which is not always what was
 * asked for.
 *
 * @param useGpu whether a GPU is used where there is one; it always is
 * @param maxConcurrent pieces of work at the same time; more wait
 * @param notes a sentence for each wish that was not fulfilled
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ConfigAnswer(boolean useGpu, int maxConcurrent, int gpuDeviceId, List<String> notes) {

  /** What becomes of a wish. */
  public static ConfigAnswer of(ConfigForm.Wish wish, NodeFacts facts) {
    int slots = facts.slots().size();
    var notes = new ArrayList<String>();
    if (!wish.useGpu().orElse(true)) {
      notes.add("use_gpu stays true: a GPU is used where there is one that works");
    }
    if (wish.maxConcurrent().orElse(slots) != slots) {
      notes.add(
          "max_concurrent stays %d: set JELLYSCALE_SLOTS and start the node again; more requests wait"
              .formatted(slots));
    }
    if (wish.gpuDeviceId().orElse(0) != 0) {
      notes.add("gpu_device_id stays 0: choose another GPU with CUDA_VISIBLE_DEVICES");
    }
    return new ConfigAnswer(true, slots, 0, notes);
  }
}
