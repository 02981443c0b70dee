package dev.jellyscale.api.service.metrics;

import dev.jellyscale.api.jellyfin.NodeViewers;
import dev.jellyscale.jobs.viewers.Attention;
import dev.jellyscale.metrics.NodeMeter;
import io.micrometer.core.instrument.MultiGauge.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Tells of viewers in Jellyfin; nothing where nobody asks for them. */
@Singleton
class ViewerMeters {
  private final NodeMeters meters;
  private final NodeViewers viewers;

  ViewerMeters(NodeMeters meters, NodeViewers viewers) {
    this.meters = meters;
    this.viewers = viewers;
  }

  /** Looks at what is known now. */
  void look() {
    var attention = viewers.attention();
    meters.show(NodeMeter.VIEWERS, rows(NodeMeter.VIEWERS, attention, Attention::viewers));
    meters.show(
        NodeMeter.GIVING_WAY,
        rows(NodeMeter.GIVING_WAY, attention, known -> known.giving() ? 1 : 0));
  }

  private static List<Row<?>> rows(
      NodeMeter meter, Optional<Attention> attention, ToIntFunction<Attention> figure) {
    return attention
        .<List<Row<?>>>map(known -> List.of(NodeMeters.row(meter, figure.applyAsInt(known))))
        .orElse(List.of());
  }
}
