package dev.jellyscale.models.registry;

import dev.jellyscale.error.JellyscaleException;
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
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.supervisor.ModelCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A renderer that finds every model alike, or refuses it. */
final class PlayedRenderer implements ModelCommands {
  static final ModelTraits TRAITS =
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
          13,
          20_484);
  private static final double PIXELS_PER_SECOND = 20_000_000;

  final List<String> told = new ArrayList<>();
  @Nullable JellyscaleException refusal;

  @Override
  public ModelTraits probe(ModelSource model) {
    if (refusal != null) {
      throw refusal;
    }
    return TRAITS;
  }

  @Override
  public OpenFacts open(ModelSource model) {
    told.add("open " + model.id());
    return new OpenFacts(ExecutionProvider.CPU, MemoryUse.host(100));
  }

  @Override
  public void close(ModelSource model) {
    told.add("close " + model.id());
  }

  @Override
  public List<BenchmarkFacts> benchmark(ModelSource model, List<Size> sizes) {
    told.add("measure " + model.id());
    var device = new DeviceFacts(ExecutionProvider.CPU, Map.of(), 1, 1, false);
    return sizes.stream()
        .map(
            size ->
                new BenchmarkFacts(
                    size,
                    PIXELS_PER_SECOND / size.width() / size.height(),
                    MemoryUse.host(1 << 20),
                    device))
        .toList();
  }
}
