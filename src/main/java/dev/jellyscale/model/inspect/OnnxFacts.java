package dev.jellyscale.model.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model file declares. It has passed inspection; nothing of it has been run.
 *
 * @param irVersion version of the file format
 * @param opset version of the standard operators
 * @param producer program that wrote the file and its version, of printable ASCII; may be empty
 * @param nodes number of operators
 * @param operators how often each is used, by name; those of another domain than the standard's
 *     have it in front: {@code com.microsoft.FusedConv}
 * @param initialisers number of constants of the graph, by element type
 * @param parameters number of trained values: elements of real or quantised constants
 * @param input the only input that is no constant
 * @param output the only output
 * @param bytes size of the file
 */
public record OnnxFacts(
    long irVersion,
    int opset,
    String producer,
    int nodes,
    Map<String, Integer> operators,
    Map<TensorType, Integer> initialisers,
    long parameters,
    Port input,
    Port output,
    long bytes) {

  /**
   * An input or output of the graph.
   *
   * @param name of printable ASCII, at most 64 characters; another character shows as {@code ?}
   * @param type of its elements; empty where the file does not say
   * @param dims declared sizes, -1 where any is possible; empty where the file does not say the
   *     number of dimensions
   */
  public record Port(String name, Optional<TensorType> type, Optional<List<Long>> dims) {}
}
