package dev.jellyscale.api.upscaler.recommend;

import dev.jellyscale.api.service.machine.Remembered;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers that are costly to find and do not change within seconds. One thread finds an answer at a
 * time, and others get the one before meanwhile. Thread-safe.
 */
final class ShortMemory<Q, A> {
  private final Function<Q, A> source;
  private final Duration life;
  private final Map<Q, Remembered<A>> answers;

  /**
   * @param source must not return null
   * @param life after so long an answer is found anew
   * @param most questions that are remembered: those that were asked last
   */
  ShortMemory(Function<Q, A> source, Duration life, int most) {
    this.source = source;
    this.life = life;
    answers =
        new LinkedHashMap<>(most, 1, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Q, Remembered<A>> eldest) {
            return size() > most;
          }
        };
  }

  /** The answer, at most as old as its life and the time that it takes to find it. */
  A of(Q question) {
    return remembered(question).get();
  }

  private synchronized Remembered<A> remembered(Q question) {
    return answers.computeIfAbsent(
        question, asked -> new Remembered<>(() -> source.apply(asked), life));
  }
}
