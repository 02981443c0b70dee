package dev.jellyscale.jobs.store.upkeep;

import dev.jellyscale.config.NodeName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a node has measured of the folders that nodes share. All sizes are bytes.
 *
 * @param work free below the work directory; empty: the folder is not there
 * @param output the root of finished files; empty: the node has none
 * @param floor that shall stay free on each disk
 */
public record NodeDisk(NodeName node, OptionalLong work, Optional<Output> output, long floor) {

  /**
   * The root of finished files.
   *
   * @param free empty: the folder is not there
   * @param way by which a film comes there
   */
  public record Output(OptionalLong free, Way way) {}

  /** How a film comes from the work directory to its place. */
  public enum Way {
    /** It is given another name, and takes no more room. */
    RENAMED,
    /** Both are folders of one disk that are mounted apart: for a moment there are two films. */
    COPIED_ON_ONE_DISK,
    /** They are on two disks. */
    COPIED
  }
}
