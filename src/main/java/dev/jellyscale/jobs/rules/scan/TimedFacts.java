package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jobs.rules.FoundVideo.Footage;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.PastWork;
import dev.jellyscale.jobs.rules.RuleJudge;
import java.util.Optional;

/**
 * Facts of many videos, which take their time.
 *
 * @param alive runs before each question; whatever it throws ends the asking
 */
record TimedFacts(RuleJudge.Facts facts, Runnable alive) implements RuleJudge.Facts {

  @Override
  public Optional<Boolean> seen(UserId user, ItemId video) {
    alive.run();
    return facts.seen(user, video);
  }

  @Override
  public PastWork past(Place.Here file, Footage footage) {
    alive.run();
    return facts.past(file, footage);
  }
}
