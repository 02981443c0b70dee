package dev.jellyscale.jobs.rules;

import static dev.jellyscale.jobs.rules.Judgement.Reason.ADDED_EARLIER;
import static dev.jellyscale.jobs.rules.Judgement.Reason.GIVEN_UP;
import static dev.jellyscale.jobs.rules.Judgement.Reason.LENGTH_UNKNOWN;
import static dev.jellyscale.jobs.rules.Judgement.Reason.MADE_ALREADY;
import static dev.jellyscale.jobs.rules.Judgement.Reason.MADE_BY_US;
import static dev.jellyscale.jobs.rules.Judgement.Reason.NOT_MAPPED;
import static dev.jellyscale.jobs.rules.Judgement.Reason.NOT_READABLE;
import static dev.jellyscale.jobs.rules.Judgement.Reason.OTHER_GENRE;
import static dev.jellyscale.jobs.rules.Judgement.Reason.SEEN_OTHERWISE;
import static dev.jellyscale.jobs.rules.Judgement.Reason.SIZE_UNKNOWN;
import static dev.jellyscale.jobs.rules.Judgement.Reason.TOO_LARGE;
import static dev.jellyscale.jobs.rules.Judgement.Reason.TOO_LONG;
import static dev.jellyscale.jobs.rules.Judgement.Reason.TOO_SHORT;
import static dev.jellyscale.jobs.rules.Judgement.Reason.UNDER_WAY;

import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jobs.rules.FoundVideo.Footage;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.FoundVideo.Traits;
import dev.jellyscale.jobs.rules.Judgement.Chosen;
import dev.jellyscale.jobs.rules.Judgement.Left;
import dev.jellyscale.jobs.rules.Judgement.Reason;
import dev.jellyscale.jobs.rules.Judgement.RedoOffered;
import java.util.Optional;

/** Tells what a selection says of a video. Pure: the same answer for the same facts. */
public final class RuleJudge {
  private final Selection selection;

  /** Judges by a selection. */
  public RuleJudge(Selection selection) {
    this.selection = selection;
  }

  /** What takes a question to find out; asked only for what everything before it lets pass. */
  public interface Facts {
    /** Whether a user has seen a video to its end; empty where he may not see it. */
    Optional<Boolean> seen(UserId user, ItemId video);

    /** What was done with a file before. */
    PastWork past(Place.Here file, Footage footage);
  }

  /** What becomes of a video, but for the ceiling of a run. */
  public Judgement judge(FoundVideo video, Facts facts) {
    var reason =
        unfit(video.traits())
            .or(() -> outOfBounds(video.footage()))
            .or(() -> seenOtherwise(video, facts));
    if (reason.isPresent()) {
      return new Left(reason.get());
    }
    return switch (video.place()) {
      case Place.Unmapped _ -> new Left(NOT_MAPPED);
      case Place.Missing _ -> new Left(NOT_READABLE);
      case Place.Here here -> byPast(facts.past(here, video.footage()));
    };
  }

  /** What Jellyfin says of it as a work. */
  private Optional<Reason> unfit(Traits traits) {
    if (!selection.admits(traits.genres())) {
      return Optional.of(OTHER_GENRE);
    }
    var after = selection.addedAfter();
    if (after.isPresent() && !traits.added().map(at -> at.isAfter(after.get())).orElse(false)) {
      return Optional.of(ADDED_EARLIER);
    }
    return Optional.empty();
  }

  private Optional<Reason> seenOtherwise(FoundVideo video, Facts facts) {
    return selection
        .watched()
        .filter(
            watched ->
                !facts.seen(watched.user(), video.item()).equals(Optional.of(watched.seen())))
        .map(_ -> SEEN_OTHERWISE);
  }

  /** What Jellyfin says of it as a file. */
  private Optional<Reason> outOfBounds(Footage footage) {
    var bounds = selection.bounds();
    if (footage.picture().isEmpty()) {
      return Optional.of(SIZE_UNKNOWN);
    }
    if (!bounds.admits(footage.picture().get())) {
      return Optional.of(TOO_LARGE);
    }
    if (footage.length().isEmpty()) {
      return Optional.of(LENGTH_UNKNOWN);
    }
    var length = footage.length().get();
    if (bounds.shortest().filter(shortest -> length.compareTo(shortest) < 0).isPresent()) {
      return Optional.of(TOO_SHORT);
    }
    return bounds.longest().filter(longest -> length.compareTo(longest) > 0).map(_ -> TOO_LONG);
  }

  private static Judgement byPast(PastWork past) {
    return switch (past) {
      case PastWork.None _ -> new Chosen();
      case PastWork.Ours _ -> new Left(MADE_BY_US);
      case PastWork.UnderWay _ -> new Left(UNDER_WAY);
      case PastWork.Made(_, boolean same) when same -> new Left(MADE_ALREADY);
      case PastWork.Made(var model, _) -> new RedoOffered(model);
      case PastWork.GivenUp _ -> new Left(GIVEN_UP);
    };
  }
}
