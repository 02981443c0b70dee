package dev.jellyscale.api.upscaler.recommend;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.function.Function;

/**
 * Answers that are costly to find and do not change within seconds, the same one found once however
 * many ask. Thread-safe.
 */
final class ShortMemory<Q, A> {
  private final LoadingCache<Q, A> answers;

  /**
   * @param source must not return null
   * @param life after so long an answer is found anew
   * @param most questions that are remembered
   */
  ShortMemory(Function<Q, A> source, Duration life, int most) {
    answers = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(life).build(source::apply);
  }

  /** The answer, at most as old as its life. */
  A of(Q question) {
    return answers.get(question);
  }
}
