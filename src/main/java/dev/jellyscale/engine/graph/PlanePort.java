package dev.jellyscale.engine.graph;

/**
 * An input or output of a graph that holds one plane of each picture of a batch.
 *
 * @param name of the tensor
 * @param element type of the tensor
 * @param shape pictures of the batch, 1, rows, columns; with samples of 16 bits each column is two
 *     bytes, so the last size is doubled
 */
public record PlanePort(String name, Element element, long[] shape) {

  /** Type of a tensor's elements. A plane's memory is the tensor's memory in either case. */
  public enum Element {
    /** Samples of 8 bits, or the bytes of samples of 16 bits, low byte first. */
    UINT8(1),
    /** Samples of 9 to 15 bits. */
    INT16(2);

    private final int bytes;

    Element(int bytes) {
      this.bytes = bytes;
    }

    /** Size of an element. */
    public int bytes() {
      return bytes;
    }
  }

  /** Bytes of the whole batch. */
  public long byteSize() {
    long size = element.bytes();
    for (long length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return size;
  }
}
