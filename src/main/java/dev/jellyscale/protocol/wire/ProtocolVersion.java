package dev.jellyscale.protocol.wire;

/** Version of the messages between node and renderer. */
public final class ProtocolVersion {

  /** Rises with every change that one side alone could not understand. */
  public static final int VALUE = 6;

  private ProtocolVersion() {}
}
