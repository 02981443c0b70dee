package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.jobs.rules.Forecast;
import dev.jellyscale.jobs.rules.FoundVideo;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.Judgement.Left;
import dev.jellyscale.jobs.rules.RunChoice;
import dev.jellyscale.jobs.rules.RunChoice.Choice;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.Scan.State;
import dev.jellyscale.jobs.rules.ScanLine;
import dev.jellyscale.jobs.rules.ScanLine.Source;
import dev.jellyscale.jobs.rules.ScanLine.Subject;
import dev.jellyscale.jobs.rules.scan.ScanParts.Order;
import dev.jellyscale.jobs.rules.store.LineRows;
import dev.jellyscale.jobs.rules.store.ScanWork;
import dev.jellyscale.jobs.rules.store.ScanWork.Claim;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Does a scan. What is to be done is decided once and written down; a scan that begins again behind
 * that, because its node was lost, does just that.
 */
final class Scanner implements ScanDoer {
  private static final System.Logger LOG = System.getLogger(Scanner.class.getName());
  private static final int LINES_AT_ONCE = 200;

  private final ScanWork work;
  private final LineRows lines;
  private final ScanParts parts;
  private final LongSupplier nanos;

  /**
   * Does scans with these parts.
   *
   * @param nanos time, from any moment on
   */
  Scanner(ScanWork work, LineRows lines, ScanParts parts, LongSupplier nanos) {
    this.work = work;
    this.lines = lines;
    this.parts = parts;
    this.nanos = nanos;
  }

  @Override
  public void run(Claim claim) {
    var scan = claim.scan();
    if (scan.state() == State.LOOKING) {
      Lost.unless(work.decided(claim, lines, decide(claim)));
    }
    if (!scan.kind().dry()) {
      begin(claim);
    }
    work.done(claim);
  }

  private List<ScanLine> decide(Claim claim) {
    var scan = claim.scan();
    var rule = scan.rule();
    Runnable alive = () -> Lost.unless(work.alive(claim));
    var found = parts.videos().videos(rule.selection(), alive);
    var choice = new RunChoice(rule, scan.kind().redo());
    var forecaster = parts.forecasts().of(rule.recipe());
    var facts = new TimedFacts(parts.knowledge().of(rule, forecaster), new Pulse(alive, nanos));
    var decided = new ArrayList<ScanLine>();
    for (var one : choice.of(found, facts)) {
      var forecast =
          one.judgement() instanceof Left ? Forecast.UNKNOWN : forecaster.of(one.video().footage());
      decided.add(line(decided.size(), one, forecast));
    }
    return decided;
  }

  private static ScanLine line(int number, Choice choice, Forecast forecast) {
    var video = choice.video();
    return new ScanLine(
        number,
        new Subject(video.item(), video.name(), source(video)),
        choice.judgement(),
        forecast,
        Optional.empty());
  }

  private static Optional<Source> source(FoundVideo video) {
    return switch (video.place()) {
      case Place.Unmapped _ -> Optional.empty();
      case Place.Missing(var path) ->
          Optional.of(new Source(path, Optional.empty(), Optional.empty()));
      case Place.Here(var path, long bytes, long modified) ->
          Optional.of(new Source(path, Optional.of(bytes), Optional.of(modified)));
    };
  }

  /** Begins the jobs that are not begun yet. */
  private void begin(Claim claim) {
    var scan = claim.scan();
    var choice = new RunChoice(scan.rule(), scan.kind().redo());
    int last = -1;
    var page = page(scan, last);
    while (!page.isEmpty()) {
      for (var line : page) {
        if (line.job().isEmpty() && choice.begins(line.judgement())) {
          Lost.unless(begin(claim, line));
        }
        last = line.number();
      }
      page = page(scan, last);
    }
  }

  /** One film that cannot be written keeps no other. */
  private boolean begin(Claim claim, ScanLine line) {
    return switch (parts.orders().begin(claim.scan(), line)) {
      case Order.Begun(var job) -> work.begun(claim, line.number(), job);
      case Order.PassedOver(var reason, var why) -> {
        LOG.log(Level.INFO, "A rule passes over a film: {0}", why);
        yield work.left(claim, line.number(), reason);
      }
    };
  }

  private List<ScanLine> page(Scan scan, int after) {
    return lines.page(scan.id(), after, true, LINES_AT_ONCE);
  }
}
