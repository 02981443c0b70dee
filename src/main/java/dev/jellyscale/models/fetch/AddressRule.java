package dev.jellyscale.models.fetch;

import java.net.URI;
import java.util.Locale;

/** Which URLs may be asked for: the ones of a catalogue and the targets of redirects alike. */
final class AddressRule {
  private final FetchPolicy policy;

  AddressRule(FetchPolicy policy) {
    this.policy = policy;
  }

  /**
   * @throws MirrorFailure if {@code address} may not be asked for
   */
  void check(URI address) throws MirrorFailure {
    if (!"https".equalsIgnoreCase(address.getScheme())) {
      throw new MirrorFailure(shown(address) + " is not https");
    }
    if (address.getHost() == null || address.getRawUserInfo() != null) {
      throw new MirrorFailure(shown(address) + " names no plain host");
    }
    if (!policy.hosts().contains(address.getHost().toLowerCase(Locale.ROOT))) {
      throw new MirrorFailure(shown(address) + " is not on the list of hosts");
    }
    int port = address.getPort();
    if (port != -1 && port != policy.port()) {
      throw new MirrorFailure(shown(address) + " uses port " + port + ", which is not allowed");
    }
  }

  /** Scheme and host; the rest may hold keys. */
  static String shown(URI address) {
    var host = address.getHost();
    return address.getScheme() + "://" + (host == null ? "?" : host);
  }
}
