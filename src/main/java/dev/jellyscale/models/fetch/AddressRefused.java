package dev.jellyscale.models.fetch;

import java.net.UnknownHostException;

/** A host name has addresses, but none that may be connected to. */
final class AddressRefused extends UnknownHostException {

  AddressRefused(String message) {
    super(message);
  }
}
