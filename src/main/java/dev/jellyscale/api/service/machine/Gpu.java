package dev.jellyscale.api.service.machine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A GPU as its driver describes it. What the driver does not tell, as on a partitioned GPU, is
 * empty.
 *
 * @param index number by which CUDA and nvidia-smi know it, from 0
 * @param memory size of its memory
 * @param utilisation percent of the last second or so in which it worked
 * @param driver version
 * @param computeCapability such as {@code 9.0}
 */
public record Gpu(
    int index,
    String name,
    Memory memory,
    OptionalInt utilisation,
    String driver,
    Optional<String> computeCapability) {

  /**
   * Memory of a GPU.
   *
   * @param totalMib in MiB
   * @param freeMib in MiB
   */
  public record Memory(OptionalLong totalMib, OptionalLong freeMib) {

    /** How much there is, for a person. */
    public String words() {
      return totalMib.isPresent() ? totalMib.getAsLong() + " MiB" : "unknown";
    }
  }
}
