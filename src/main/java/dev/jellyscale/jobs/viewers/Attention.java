package dev.jellyscale.jobs.viewers;

import dev.jellyscale.jellyfin.PlaySession;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of viewers at one moment, and whether work gives way. What comes next follows from
 * it, from the time and from what Jellyfin says, and from nothing else.
 *
 * @param giving whether work gives way
 * @param viewers how many count at this moment, as Jellyfin last said
 * @param quietSince since when nobody counts, as answers have it; empty: somebody does, or nobody
 *     knows
 * @param answeredAt when Jellyfin answered last
 * @param still since when sessions are known to stand still, by their ids
 */
public record Attention(
    boolean giving,
    int viewers,
    Optional<Instant> quietSince,
    Optional<Instant> answeredAt,
    Map<String, Instant> still) {
  /** Nothing is known yet. */
  public static final Attention NONE =
      new Attention(false, 0, Optional.empty(), Optional.empty(), Map.of());

  public Attention {
    still = Map.copyOf(still);
  }

  /**
   * Behind an answer: work gives way to who counts, and for a time of quiet behind the last one.
   */
  public Attention answered(ViewerRules rules, Instant now, List<PlaySession> sessions) {
    var standing = new HashMap<String, Instant>();
    int counting = 0;
    for (var session : sessions) {
      if (session.paused()) {
        standing.put(session.id(), since(session, now));
      }
      boolean gone = session.paused() && !since(session, now).plus(rules.paused()).isAfter(now);
      if (rules.way().counts(session) && !gone) {
        counting++;
      }
    }
    var quiet = counting > 0 ? Optional.<Instant>empty() : quietSince.or(() -> Optional.of(now));
    boolean rests = quiet.isPresent() && quiet.get().plus(rules.quiet()).isAfter(now);
    boolean gives = counting > 0 || (giving && rests);
    return new Attention(gives, counting, quiet, Optional.of(now), standing);
  }

  /** As the server says, unless its clock is ahead of ours; else since it was seen first. */
  private Instant since(PlaySession session, Instant now) {
    var seen = still.getOrDefault(session.id(), now);
    return session.pausedSince().filter(told -> told.isBefore(seen)).orElse(seen);
  }

  /** Behind a question without an answer: all stays as it is for a while, and then work goes on. */
  public Attention unanswered(ViewerRules rules, Instant now) {
    boolean stands = answeredAt.isPresent() && answeredAt.get().plus(rules.unknown()).isAfter(now);
    return new Attention(giving && stands, stands ? viewers : 0, quietSince, answeredAt, still);
  }
}
