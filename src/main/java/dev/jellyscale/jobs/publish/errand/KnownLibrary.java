package dev.jellyscale.jobs.publish.errand;

import dev.jellyscale.jellyfin.JellyfinServer;

/**
 * The library that films are published to.
 *
 * @param times when it is told of them
 */
public record KnownLibrary(JellyfinServer server, ErrandTimes times) {

  /** At the usual times. */
  public KnownLibrary(JellyfinServer server) {
    this(server, ErrandTimes.USUAL);
  }
}
