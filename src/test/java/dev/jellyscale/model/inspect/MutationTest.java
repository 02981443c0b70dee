package dev.jellyscale.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.model.inspect.wire.ByteSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Models with random faults, the same in each run. */
class MutationTest {
  private static final int MUTANTS = 2000;
  private static final int SIGNATURE = 4;

  @Test
  void aMutantIsRefusedOrReadAsTheRealParserReadsIt() throws Exception {
    var random = new SplittableRandom(20261121);
    int passed = 0;
    for (int i = 0; i < MUTANTS; i++) {
      var mutant = mutant(random);
      var facts = inspected(mutant);
      if (facts.isPresent()) {
        passed++;
        assertAgrees(facts.get(), ModelProto.parseFrom(mutant));
      }
    }
    // Faults in weights harm nobody, so both outcomes occur.
    assertThat(passed).isBetween(MUTANTS / 20, MUTANTS * 19 / 20);
  }

  private static Optional<OnnxFacts> inspected(byte[] mutant) throws Exception {
    var source = new Counting(ByteSource.of(mutant));
    try {
      return Optional.of(OnnxInspector.inspect("mutant", source));
    } catch (BadModel | LimitExceeded e) {
      assertThat(e.getMessage()).startsWith("Model 'mutant' ").matches("[ -~]{1,200}");
      return Optional.empty();
    } finally {
      assertThat(source.bytesRead).isLessThanOrEqualTo(mutant.length + SIGNATURE);
    }
  }

  private static void assertAgrees(OnnxFacts facts, ModelProto model) {
    var graph = model.getGraph();
    assertThat(facts.nodes()).isEqualTo(graph.getNodeCount());
    assertThat(graph.getOutputCount()).isOne();
    assertThat(model.getFunctionsCount()).isZero();
    assertThat(graph.getInitializerList()).allMatch(c -> c.getExternalDataCount() == 0);
    assertThat(graph.getNodeList())
        .allMatch(node -> node.getAttributeList().stream().noneMatch(a -> a.hasG()));
  }

  private static byte[] mutant(SplittableRandom random) {
    var bytes = Altered.sound();
    int faults = random.nextInt(1, 4);
    for (int i = 0; i < faults; i++) {
      bytes = withFault(bytes, random);
    }
    return bytes;
  }

  private static byte[] withFault(byte[] sound, SplittableRandom random) {
    int place = random.nextInt(sound.length);
    int length = random.nextInt(1, 9);
    int end = Math.min(sound.length, place + length);
    var piece = Arrays.copyOfRange(sound, place, end);
    return switch (random.nextInt(5)) {
      case 0 -> {
        var bytes = sound.clone();
        bytes[place] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
      case 1 -> {
        var bytes = sound.clone();
        bytes[place] = (byte) random.nextInt();
        yield bytes;
      }
      case 2 -> spliced(sound, place, place, piece);
      case 3 -> spliced(sound, place, end, new byte[0]);
      default -> {
        random.nextBytes(piece);
        yield spliced(sound, place, end, piece);
      }
    };
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(instead);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static final class Counting implements ByteSource {
    private final ByteSource source;
    private long bytesRead;

    Counting(ByteSource source) {
      this.source = source;
    }

    @Override
    public long size() {
      return source.size();
    }

    @Override
    public int read(ByteBuffer into, long place) throws java.io.IOException {
      int count = source.read(into, place);
      bytesRead += Math.max(0, count);
      return count;
    }
  }
}
