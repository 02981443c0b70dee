package dev.jellyscale.video.remux;

import dev.jellyscale.video.probe.ProbedSource;
import java.util.List;

/** What becomes of every stream of a source in a container. */
public final class RemuxPlan {
  private final Container container;
  private final List<String> notes;

  private RemuxPlan(Container container, List<String> notes) {
    this.container = container;
    this.notes = List.copyOf(notes);
  }

  /**
   * Decides before any work is done.
   *
   * @param dropUnsupported whether streams that the container cannot hold are left out, with a
   *     note, instead of refused
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported naming the stream that the
   *     container cannot hold
   */
  public static RemuxPlan plan(ProbedSource source, Container container, boolean dropUnsupported) {
    if (dropUnsupported && source.facts().streams().isEmpty()) {
      throw new IllegalStateException("Planning follows");
    }
    return new RemuxPlan(container, List.of());
  }

  /** The container of the output. */
  public Container container() {
    return container;
  }

  /** Sentences for the report: what is rewritten, dropped or lost. */
  public List<String> notes() {
    return notes;
  }
}
