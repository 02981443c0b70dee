package dev.jellyscale.api.upscaler.process;

import dev.jellyscale.api.v1.order.JobForm;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import java.util.Optional;

/**
 * A job that a caller wishes for.
 *
 * @param source a video that this node may read
 * @param output written form of a path; empty: named after the source
 * @param priority ours, 1 to 10, higher goes first
 * @param item of Jellyfin whose video it is, to which the film becomes another version
 */
public record JobWish(
    RootedPath source, Optional<String> output, JobSize size, int priority, Optional<ItemId> item) {

  JobForm form() {
    return new JobForm(
        source.toString(),
        output.orElse(null),
        size.model(),
        size.scale(),
        null,
        null,
        null,
        size.crf(),
        null,
        priority,
        null,
        null,
        item.map(ItemId::hex).orElse(null),
        null,
        null,
        null);
  }
}
