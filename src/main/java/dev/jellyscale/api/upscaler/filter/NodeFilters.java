package dev.jellyscale.api.upscaler.filter;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.config.DataDirectory;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The filters of this node. Thread-safe. */
@Singleton
class NodeFilters {
  private final NodeModels models;
  private @Nullable FilterFile file;

  NodeFilters(NodeModels models) {
    this.models = models;
  }

  /** What is chosen; nothing where this node has no data directory. */
  FilterChoice choice() {
    return file().map(FilterFile::choice).orElse(FilterChoice.NONE);
  }

  /**
   * Changes what is chosen, and returns when it is on the disk.
   *
   * @throws Unavailable if this node has no data directory
   */
  FilterChoice change(UnaryOperator<FilterChoice> step) {
    return file()
        .orElseThrow(() -> new Unavailable("This node has no data directory to keep it in", null))
        .change(step);
  }

  private synchronized Optional<FilterFile> file() {
    if (file == null) {
      file = models.data().map(DataDirectory::filters).map(FilterFile::new).orElse(null);
    }
    return Optional.ofNullable(file);
  }
}
