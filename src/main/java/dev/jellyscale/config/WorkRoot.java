package dev.jellyscale.config;

import java.nio.file.Path;

/**
 * The folder {@code work/}: what can be made again. Nodes of a cluster share it; whoever stops all
 * of them may delete it.
 *
 * @param path absolute; exists and can be written to when this is made
 */
public record WorkRoot(Path path) {

  /**
   * Makes the folder where it does not exist, with mode 0700.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Denied if this user may not write there
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if something else is in the way
   */
  public static WorkRoot open(Path folder) {
    return new WorkRoot(PrivateFolder.make(folder, "work directory (JELLYSCALE_WORK)"));
  }
}
