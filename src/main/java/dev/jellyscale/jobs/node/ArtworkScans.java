package dev.jellyscale.jobs.node;

import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jobs.artwork.scan.ArtworkParts;
import dev.jellyscale.jobs.artwork.scan.ArtworkScanner;
import dev.jellyscale.jobs.artwork.scan.ModelEnlarger;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps.Room;
import dev.jellyscale.jobs.rules.scan.ScanRunner;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.viewers.ViewerGate;
import dev.jellyscale.protocol.picture.PictureLimits;
import java.util.Optional;

/** A node's part in scans of pictures: its Jellyfin server, its models and its renderers. */
final class ArtworkScans {
  /** Beside the folder of jobs, for each node one. */
  private static final String FOLDER = "artwork";

  private ArtworkScans() {}

  /** Who does them; nobody does before he is told to begin. */
  static ScanRunner runner(JobEngine.Parts parts, JobStore store, JellyfinServer server) {
    var folder = parts.places().folders().root().resolveSibling(FOLDER);
    var enlarger =
        new ModelEnlarger(
            parts.models(),
            parts.renderers().devices(),
            PictureLimits.of(System.getenv()),
            folder.resolve(parts.node().value()));
    var scanner =
        new ArtworkScanner(
            new ArtworkParts(
                store.database(), server, enlarger, Room.USUAL, () -> whyNotNow(store)));
    return ScanRunner.ofArtwork(store.database(), parts.node(), scanner);
  }

  /** What keeps jobs keeps pictures too. */
  private static Optional<String> whyNotNow(JobStore store) {
    var queue = store.queue().state();
    return queue.paused() ? Optional.of("The queue stands still") : new ViewerGate(store).reason();
  }
}
