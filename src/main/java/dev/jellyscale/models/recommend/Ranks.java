package dev.jellyscale.models.recommend;

import java.util.Comparator;
import java.util.List;

/**
 * Orders models by how good their pictures are. Measured quality decides between two that have it.
 * One that nobody has measured stands where its size puts it: a measured one counts as large as the
 * largest network that was measured to be no better. So every model has one place, whichever it is
 * compared with, and no three of them can go round in a circle.
 *
 * @param candidates among which the order is made
 */
record Ranks(List<Candidate> candidates) implements Comparator<Candidate> {

  Ranks {
    candidates = List.copyOf(candidates);
  }

  /** The better one comes first. */
  @Override
  public int compare(Candidate first, Candidate second) {
    return Comparator.comparingLong(this::size)
        .thenComparingDouble(Ranks::gain)
        .thenComparingLong(candidate -> candidate.worth().parameters())
        .reversed()
        .compare(first, second);
  }

  /** Decibels at different scales say nothing of each other. */
  private long size(Candidate candidate) {
    long own = candidate.worth().parameters();
    return candidates.stream()
        .filter(other -> other.scale() == candidate.scale() && isMeasured(other))
        .filter(other -> gain(other) <= gain(candidate))
        .mapToLong(other -> other.worth().parameters())
        .reduce(own, Math::max);
  }

  private static boolean isMeasured(Candidate candidate) {
    return candidate.worth().psnrGain().isPresent();
  }

  private static double gain(Candidate candidate) {
    return candidate.worth().psnrGain().orElse(Double.NEGATIVE_INFINITY);
  }
}
