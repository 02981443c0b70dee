package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jobs.rules.Forecaster;
import dev.jellyscale.jobs.rules.FoundVideo.Footage;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.PastWork;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleJudge;
import dev.jellyscale.jobs.rules.store.PastRows;
import java.util.Optional;

/**
 * What a Jellyfin server and our rows know of videos.
 *
 * @param forecaster of the rule's recipe
 */
public record JellyfinFacts(Rule rule, JellyfinServer server, PastRows rows, Forecaster forecaster)
    implements RuleJudge.Facts {

  @Override
  public Optional<Boolean> seen(UserId user, ItemId video) {
    return server.played(user, video);
  }

  /** Only videos whose size is known come this far. */
  @Override
  public PastWork past(Place.Here file, Footage footage) {
    return rows.of(rule, file, forecaster.output(footage.picture().orElseThrow()));
  }
}
