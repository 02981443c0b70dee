package dev.jellyscale.protocol.wire;

import java.io.IOException;

/** The other side said what nobody of this version says; nothing more is believed of it. */
public final class ProtocolFault extends IOException {
  public ProtocolFault(String message) {
    super(message);
  }

  public ProtocolFault(String message, Throwable cause) {
    super(message, cause);
  }
}
