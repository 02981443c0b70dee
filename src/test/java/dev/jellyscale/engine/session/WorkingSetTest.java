package dev.jellyscale.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.engine.TestFrames;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.GraphBuilder;
import dev.jellyscale.engine.graph.GraphSpec;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.TestNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingSetTest {

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          first | second | third
             32 |     32 |    32
             16 |     64 |    16
             64 |     32 |    16
          """)
  void isTheTwoWidestNeighboursOfAChainOfConvolutions(int first, int second, int third)
      throws Exception {
    var file = TestNetworks.convRelu(2, Channels.LUMA, 1, first, second, third);
    var format = TestFrames.YUV420;
    var graph =
        GraphBuilder.build(
            new GraphSpec(Network.open(file), format, format, TestFrames.BT709, 1, 64, 64));

    long bytes = WorkingSet.bytes(graph);

    long widest = Float.BYTES * (long) Math.max(first + second, second + third);
    assertThat(bytes / (64 * 64)).isBetween(widest, widest * 5 / 4);
  }
}
