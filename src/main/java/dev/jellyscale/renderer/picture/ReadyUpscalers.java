package dev.jellyscale.renderer.picture;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.model.ModelSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps models open for the sizes and formats of the last pictures: opening one takes longer than a
 * small picture does. At most four, of pictures that take at most 64 MiB before and after; what was
 * used longest ago goes first. Used by one thread.
 */
public final class ReadyUpscalers {
  private static final int MOST = 4;
  private static final long MOST_BYTES = 64L << 20;

  private final Engine engine;
  private final Map<ReadyUpscaler.Key, ReadyUpscaler> kept = new LinkedHashMap<>();

  /**
   * @param engine stays the caller's
   */
  public ReadyUpscalers(Engine engine) {
    this.engine = engine;
  }

  /** Whether {@link #take} need not open anything. */
  public boolean has(ReadyUpscaler.Key key) {
    return kept.containsKey(key);
  }

  /**
   * Takes one that is kept.
   *
   * @return the caller's until it gives it back or closes it
   */
  public ReadyUpscaler take(ReadyUpscaler.Key key) {
    var found = kept.remove(key);
    if (found == null) {
      throw new IllegalStateException("Nothing is ready for " + key);
    }
    return found;
  }

  /** Opens one, after having made room for it. It is the caller's as that of {@link #take}. */
  public ReadyUpscaler open(ReadyUpscaler.Key key, Network network) throws InterruptedException {
    while (kept.size() >= MOST) {
      kept.remove(kept.keySet().iterator().next()).close();
    }
    return new ReadyUpscaler(key, engine.open(network, key.input(), key.colour(), key.depth()));
  }

  /** Gives back one that is as good as new. */
  public void giveBack(ReadyUpscaler ready) {
    if (ready.bytes() > MOST_BYTES) {
      ready.close();
    } else {
      kept.put(ready.key(), ready);
    }
  }

  /** Closes what is kept of a model. */
  public void close(ModelSource model) {
    kept.values()
        .removeIf(
            ready -> {
              boolean gone = ready.key().model().equals(model);
              if (gone) {
                ready.close();
              }
              return gone;
            });
  }
}
