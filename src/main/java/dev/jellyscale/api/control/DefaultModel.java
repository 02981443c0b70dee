package dev.jellyscale.api.control;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.lifecycle.ModelState;
import dev.jellyscale.models.registry.ModelRegistry;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Opens the model that {@code DEFAULT_MODEL} names, and again after renderers died. One that
 * somebody has closed, or that made room for others, stays closed. For one thread.
 */
final class DefaultModel {
  private static final System.Logger LOG = System.getLogger(DefaultModel.class.getName());

  private final ModelRegistry registry;
  private final Optional<String> id;
  private boolean hopeless;
  private String told = "";

  /**
   * @param id empty where none is named
   */
  DefaultModel(ModelRegistry registry, Optional<String> id) {
    this.registry = registry;
    this.id = id.map(String::strip).filter(name -> !name.isEmpty());
  }

  /** Opens it for the first time; a failure is told in the log. */
  void open() throws InterruptedException {
    if (id.isPresent()) {
      open(id.get());
    }
  }

  /** Opens it once more where it was to be open, and is not. To be called now and then. */
  void reopen() throws InterruptedException {
    if (id.isPresent() && !hopeless && hasFailed(id.get())) {
      open(id.get());
    }
  }

  private boolean hasFailed(String name) {
    try {
      return registry
          .state(new ModelId(name))
          .filter(state -> state instanceof ModelState.Failed)
          .isPresent();
    } catch (NotFound e) {
      LOG.log(Level.DEBUG, "The default model was removed", e);
      return false;
    }
  }

  private void open(String name) throws InterruptedException {
    try {
      var opened = registry.keepOpen(new ModelId(name));
      LOG.log(Level.INFO, "Model {0} is open (DEFAULT_MODEL={1})", opened.model().id(), name);
      told = "";
    } catch (JellyscaleException e) {
      hopeless = !passes(e);
      tell(name, e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "DEFAULT_MODEL=" + name + " is not open", e);
    }
  }

  /** Another attempt may do better, though nobody has changed anything. */
  private static boolean passes(JellyscaleException failure) {
    return switch (failure) {
      case EngineFailure _, Unavailable _, Conflict _ -> true;
      default -> false;
    };
  }

  private void tell(String name, JellyscaleException failure) {
    var sentence = String.valueOf(failure.getMessage());
    // Who chooses the model for pictures says it where there is none; nothing is told twice.
    boolean known = failure instanceof NotFound || sentence.equals(told);
    var level = known ? Level.DEBUG : Level.ERROR;
    LOG.log(level, "DEFAULT_MODEL={0} is not open: {1}", name, sentence);
    told = sentence;
  }
}
