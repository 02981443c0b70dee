package dev.jellyscale.models.install;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.supervisor.ModelCommands;
import java.nio.file.Path;

/**
 * What a file has to pass before it becomes a model: it is read without being run, then run in a
 * renderer.
 *
 * @param inspection reads the file
 * @param commands run it
 */
public record Acceptance(FileInspection inspection, ModelCommands commands) {

  /** Reads what a file declares, and throws where that must not reach an inference engine. */
  @FunctionalInterface
  public interface FileInspection {
    void inspect(ModelId id, Path file);
  }

  /** Throws for one clear reason where the file is no model that can be used. */
  ModelTraits accept(ModelId id, Path file, String sha256) throws InterruptedException {
    inspection.inspect(id, file);
    return commands.probe(new ModelSource.InFile(id, file.toString(), sha256));
  }
}
