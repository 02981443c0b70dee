package dev.jellyscale.models.install;

import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.ElementType;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Layout;
import dev.jellyscale.model.ModelTraits.Precision;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.ModelTraits.ValueRange;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.supervisor.ModelCommands;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** A renderer that finds in every file what it was told to find. */
public final class PretendCommands implements ModelCommands {
  public static final ModelTraits TRAITS =
      new ModelTraits(
          2,
          Kind.LUMA,
          ElementType.FLOAT,
          Precision.FLOAT,
          Layout.NCHW,
          ValueRange.ZERO_TO_1,
          ChannelOrder.RGB,
          Optional.empty(),
          OptionalInt.of(5),
          17,
          1234);

  private final List<ModelSource> probed = new CopyOnWriteArrayList<>();

  /** What was probed so far. */
  List<ModelSource> probed() {
    return probed;
  }

  @Override
  public ModelTraits probe(ModelSource model) {
    probed.add(model);
    return TRAITS;
  }

  @Override
  public OpenFacts open(ModelSource model) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close(ModelSource model) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<BenchmarkFacts> benchmark(ModelSource model, List<Size> sizes) {
    throw new UnsupportedOperationException();
  }
}
