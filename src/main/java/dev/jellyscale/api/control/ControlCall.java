package dev.jellyscale.api.control;

import dev.jellyscale.models.registry.ModelRequest;

/**
 * The one thing that is asked over a connection. Who hangs up before the answer gives the work up.
 *
 * @param version of this conversation that the caller speaks
 */
record ControlCall(int version, ModelRequest request) {
  static final int VERSION = 2;
}
