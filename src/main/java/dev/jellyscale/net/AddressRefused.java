package dev.jellyscale.net;

import java.net.UnknownHostException;

/** A host name has addresses, but none that may be connected to. */
public final class AddressRefused extends UnknownHostException {

  AddressRefused(String message) {
    super(message);
  }
}
