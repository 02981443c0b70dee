package dev.jellyscale.model.inspect;

/**
 * How much a model file may declare. Each bound is well above what published networks for single
 * pictures have, and together they bound memory and work of an inspection.
 *
 * @param fileBytes size of the file; a larger one would not fit a renderer's memory
 * @param fields fields of the wire format, which bounds the steps of reading
 * @param nodes operators; the largest attention networks have about 20,000 as exported
 * @param initialisers constants of the graph; a node needs at most a few
 * @param inputs inputs of the graph; files of old versions repeat each initialiser among them
 * @param values names of tensors
 * @param links inputs and outputs of all nodes together
 * @param attributes attributes of one node; the standard's richest operator has about ten
 * @param attributeNumbers numbers in one attribute that is no tensor
 * @param textBytes one text attribute; the longest real ones are equations of Einsum
 * @param nameBytes one name; exporters join module names to a few hundred bytes
 * @param descriptionBytes documentation and metadata together; exporters put stack traces there
 * @param rank dimensions of a tensor; window attention uses 6
 * @param dimension one dimension; a larger one of 32-bit numbers would take more than 1 GiB
 * @param constantElements elements of one constant, for the same reason
 * @param declaredElements product of the declared dimensions of one tensor that is computed
 * @param oldestOpset version of the standard operators that can still be wrapped
 * @param newestOpset the last version that ONNX Runtime 1.28 opens
 */
public record InspectionLimits(
    long fileBytes,
    long fields,
    int nodes,
    int initialisers,
    int inputs,
    int values,
    int links,
    int attributes,
    int attributeNumbers,
    int textBytes,
    int nameBytes,
    long descriptionBytes,
    int rank,
    long dimension,
    long constantElements,
    long declaredElements,
    int oldestOpset,
    int newestOpset) {

  /** The limits that hold wherever a model is opened. */
  public static final InspectionLimits STANDARD =
      new InspectionLimits(
          1L << 30, 4_000_000, 50_000, 50_000, 10_000, 100_000, 250_000, 64, 1 << 16, 4096, 1024,
          32L << 20, 8, 1L << 28, 1L << 28, 1L << 32, 11, 24);
}
