package dev.jellyscale.models.registry;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.registry.ModelNames.OnDisk;
import dev.jellyscale.models.store.Benchmarks;
import dev.jellyscale.models.store.StoredBenchmark;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.supervisor.ModelCommands;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Measures how fast models are on this device, and remembers it. */
final class Benchmarking {
  /** 360p, 480p, 720p and 1080p. */
  static final List<Size> SIZES =
      List.of(new Size(640, 360), new Size(854, 480), new Size(1280, 720), new Size(1920, 1080));

  private final ModelCommands commands;
  private final Benchmarks stored;
  private final InstantSource clock;

  Benchmarking(ModelCommands commands, Benchmarks stored, InstantSource clock) {
    this.commands = commands;
    this.stored = stored;
    this.clock = clock;
  }

  /** What is remembered of a model. */
  List<StoredBenchmark> of(OnDisk model) {
    return stored.of(model.sha256());
  }

  /**
   * What is remembered of a model at all sizes; it is measured where something is missing.
   *
   * @param again whether to measure in any case
   */
  List<StoredBenchmark> measure(OnDisk model, boolean again) throws InterruptedException {
    var known = of(model);
    boolean complete = known.stream().map(StoredBenchmark::input).toList().containsAll(SIZES);
    if (complete && !again) {
      return known;
    }
    remember(model, commands.benchmark(model.source(), SIZES));
    return of(model);
  }

  /** Remembers what somebody else has measured of a model on this device. */
  void remember(OnDisk model, List<BenchmarkFacts> facts) {
    stored.put(facts.stream().map(one -> remembered(model, one)).toList());
  }

  private StoredBenchmark remembered(OnDisk model, BenchmarkFacts facts) {
    var provider = facts.device().provider();
    return new StoredBenchmark(
        provider.name().toLowerCase(Locale.ROOT),
        model.sha256(),
        facts.input(),
        facts.framesPerSecond(),
        facts.memory(),
        provider,
        clock.instant());
  }
}
