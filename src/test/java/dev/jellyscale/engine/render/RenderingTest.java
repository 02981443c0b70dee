package dev.jellyscale.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.TestFrames;
import dev.jellyscale.engine.device.DeviceOptions;
import dev.jellyscale.engine.device.SessionOpener;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.GraphBuilder;
import dev.jellyscale.engine.graph.GraphSpec;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.PlaneSession;
import dev.jellyscale.engine.session.Staging;
import dev.jellyscale.engine.tile.Seam;
import dev.jellyscale.engine.tile.TileGrid;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ExecutionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {

  @ParameterizedTest
  @CsvSource({"64, 48, false", "128, 96, false", "128, 96, true"})
  void closingItAgainHasNoEffect(int width, int height, boolean blended) throws Exception {
    var frame = new FrameFormat(width, height, TestFrames.YUV420);
    var grid = TileGrid.fitted(frame, 64, 48, new Seam(4, 2, blended));
    var session = session(grid);
    var rendering = Rendering.of(new RenderSetup(frame, frame.scaled(2), grid, 1, 2), session);
    rendering.close();

    assertThatCode(rendering::close).doesNotThrowAnyException();
  }

  @Test
  void closesTheSessionWhenTheMemoryForBlendingIsNotToBeHad() throws Exception {
    var frame = new FrameFormat(100, 80, TestFrames.YUV420);
    var grid = TileGrid.fitted(frame, 64, 48, new Seam(4, 2, true));
    var session = session(grid);
    // More than the address space has.
    var endless = new FrameFormat(Integer.MAX_VALUE, Integer.MAX_VALUE, TestFrames.YUV420);

    assertThatThrownBy(() -> Rendering.of(new RenderSetup(frame, endless, grid, 1, 1), session))
        .isInstanceOfAny(OutOfMemoryError.class, IllegalArgumentException.class);

    try (var staging = Staging.allocate(session.graph(), 1)) {
      assertThatThrownBy(() -> session.run(staging.inputs(), staging.outputs()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The session is closed");
    }
    assertThat(grid.blends()).isTrue();
  }

  private static PlaneSession session(TileGrid grid) throws DeviceFailure {
    var network = Network.open(TestNetworks.identity(2, Channels.LUMA, 17, false));
    var graph =
        GraphBuilder.build(
            new GraphSpec(
                network,
                TestFrames.YUV420,
                TestFrames.YUV420,
                TestFrames.BT709,
                1,
                grid.tileWidth(),
                grid.tileHeight()));
    return new SessionOpener(DeviceOptions.defaults()).open(graph, ExecutionProvider.CPU).session();
  }
}
