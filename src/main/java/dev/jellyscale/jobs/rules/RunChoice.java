package dev.jellyscale.jobs.rules;

import dev.jellyscale.jobs.rules.Judgement.Chosen;
import dev.jellyscale.jobs.rules.Judgement.Left;
import dev.jellyscale.jobs.rules.Judgement.Reason;
import dev.jellyscale.jobs.rules.Judgement.RedoOffered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a run does of what it found. A dry run and the run that follows it choose alike: the newest
 * in the library first, then by name and id, up to the rule's ceiling.
 */
public final class RunChoice {
  private static final Comparator<FoundVideo> ORDER =
      Comparator.comparing(RunChoice::added)
          .reversed()
          .thenComparing(FoundVideo::name)
          .thenComparing(video -> video.item().hex());

  private final RuleJudge judge;
  private final int ceiling;
  private final boolean redo;

  /**
   * Chooses for a rule.
   *
   * @param redo whether films that were made otherwise are made anew
   */
  public RunChoice(Rule rule, boolean redo) {
    judge = new RuleJudge(rule.selection());
    ceiling = rule.ceiling();
    this.redo = redo;
  }

  /** A video and what becomes of it. */
  public record Choice(FoundVideo video, Judgement judgement) {}

  /** What becomes of each of them, in the order of the run. */
  public List<Choice> of(List<FoundVideo> found, RuleJudge.Facts facts) {
    int begun = 0;
    var choices = new ArrayList<Choice>(found.size());
    for (var video : found.stream().sorted(ORDER).toList()) {
      var judgement = judge.judge(video, facts);
      if (begins(judgement)) {
        judgement = begun < ceiling ? judgement : new Left(Reason.OVER_CEILING);
        begun++;
      }
      choices.add(new Choice(video, judgement));
    }
    return choices;
  }

  /** Whether a job is begun by such a judgement. */
  public boolean begins(Judgement judgement) {
    return switch (judgement) {
      case Chosen _ -> true;
      case RedoOffered _ -> redo;
      case Left _ -> false;
    };
  }

  private static Instant added(FoundVideo video) {
    return video.traits().added().orElse(Instant.EPOCH);
  }
}
