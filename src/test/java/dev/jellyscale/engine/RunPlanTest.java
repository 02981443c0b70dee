package dev.jellyscale.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.engine.tile.Seam;
import dev.jellyscale.engine.tile.TileBudget;
import dev.jellyscale.engine.tile.TileGrid;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunPlanTest {
  private static final FrameFormat FRAME = new FrameFormat(1920, 1080, TestFrames.YUV420);
  private static final TileGrid WHOLE = TileGrid.fitted(FRAME, 1920, 1080, new Seam(6, 2, false));

  @Test
  void firstGivesUpTheBatchThenTheRunsInFlightThenTheTileSize() {
    var plan = new RunPlan(ExecutionProvider.CUDA, WHOLE, true, 4, 2);

    var ladder = ladder(plan);

    assertThat(ladder).extracting(RunPlan::batch).startsWith(4, 2, 1, 1, 1);
    assertThat(ladder).extracting(RunPlan::slots).startsWith(2, 2, 2, 1, 1);
    assertThat(ladder.stream().skip(3).map(step -> TileBudget.tilePixels(step.grid())))
        .isSortedAccordingTo((a, b) -> a > b ? -1 : 1)
        .hasSizeGreaterThan(4);
  }

  @Test
  void endsWithTheSmallestTiles() {
    var plan = new RunPlan(ExecutionProvider.CUDA, WHOLE, true, 1, 1);

    var last = ladder(plan).getLast();

    assertThat(last.grid().tileWidth()).isLessThan(64);
  }

  @Test
  void keepsTilesWhoseSizeTheNetworkDictates() {
    var plan = new RunPlan(ExecutionProvider.CUDA, WHOLE, false, 2, 1);

    assertThat(ladder(plan)).hasSize(2).allMatch(step -> step.grid().equals(WHOLE));
  }

  @Test
  void takesAsManyFramesAsKeepTheSlotsBusy() {
    var tiles = TileBudget.choose(FRAME, WHOLE.seam(), 600_000);

    assertThat(new RunPlan(ExecutionProvider.CUDA, WHOLE, true, 4, 2).framesAtOnce()).isEqualTo(8);
    assertThat(new RunPlan(ExecutionProvider.CUDA, tiles, true, 2, 1).framesAtOnce()).isEqualTo(1);
  }

  private static java.util.List<RunPlan> ladder(RunPlan first) {
    return Stream.iterate(
            Optional.of(first), Optional::isPresent, plan -> plan.orElseThrow().smaller(FRAME))
        .map(Optional::orElseThrow)
        .toList();
  }
}
