package dev.jellyscale.jobs.artwork.scan;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.artwork.PictureFate;
import dev.jellyscale.jobs.artwork.PictureLine;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;
import dev.jellyscale.jobs.artwork.store.PictureLines;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.Scan.State;
import dev.jellyscale.jobs.rules.scan.Pulse;
import dev.jellyscale.jobs.rules.scan.ScanDoer;
import dev.jellyscale.jobs.rules.store.ScanWork;
import dev.jellyscale.jobs.rules.store.ScanWork.Claim;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Does a scan of pictures, one picture after the other. What is to be done is decided once and
 * written down; a scan that begins again behind that, because its node was lost, does just that.
 */
public final class ArtworkScanner implements ScanDoer {
  private static final System.Logger LOG = System.getLogger(ArtworkScanner.class.getName());
  private static final int LINES_AT_ONCE = 100;

  private final ArtworkParts parts;
  private final ScanWork work;
  private final PictureLines lines;
  private final ArtworkSteps steps;
  private final PictureChange change;

  /** Does scans with these parts. */
  public ArtworkScanner(ArtworkParts parts) {
    this.parts = parts;
    work = new ScanWork(parts.database());
    lines = new PictureLines(parts.database());
    steps = new ArtworkSteps(parts.database(), parts.room());
    change = new PictureChange(parts, steps);
  }

  @Override
  public void run(Claim claim) throws InterruptedException {
    var scan = claim.scan();
    try (var _ = new Heartbeat(() -> work.alive(claim))) {
      if (scan.state() == State.LOOKING) {
        var pulse = new Pulse(() -> goOn(claim), System::nanoTime);
        var found = new PictureLook(parts, scan).lines(pulse);
        Lost.unless(work.decided(claim, lines, found));
      }
      if (!scan.kind().dry()) {
        enlarge(claim);
      }
      work.done(claim);
    }
  }

  private void goOn(Claim claim) {
    Lost.unless(work.alive(claim));
  }

  private void enlarge(Claim claim) throws InterruptedException {
    int last = -1;
    var page = page(claim.scan(), last);
    while (!page.isEmpty()) {
      for (var line : page) {
        if (line.artwork().isEmpty()) {
          enlarge(claim, line);
        }
        last = line.number();
      }
      page = page(claim.scan(), last);
    }
  }

  private List<PictureLine> page(Scan scan, int after) {
    return lines.page(scan.id(), after, true, LINES_AT_ONCE);
  }

  private void enlarge(Claim claim, PictureLine line) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("The node ends");
    }
    var reason = parts.gate().get();
    if (reason.isPresent()) {
      throw new Unavailable(reason.get(), null);
    }
    goOn(claim);
    var outcome = outcome(claim, line);
    Lost.unless(
        switch (outcome) {
          case PictureChange.Made(var artwork) -> steps.made(claim, line.number(), artwork);
          case PictureChange.Stays(var fate) -> steps.left(claim, line.number(), fate);
        });
  }

  /** One picture that cannot be enlarged keeps no other. */
  private PictureChange.Outcome outcome(Claim claim, PictureLine line) throws InterruptedException {
    try {
      return change.of(claim, line);
    } catch (Unavailable e) {
      throw e;
    } catch (NotFound e) {
      LOG.log(Level.INFO, "A picture is not enlarged: {0}", e.getMessage());
      return new PictureChange.Stays(PictureFate.GONE);
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "A picture is not enlarged: {0}", e.getMessage());
      return new PictureChange.Stays(PictureFate.FAILED);
    }
  }
}
