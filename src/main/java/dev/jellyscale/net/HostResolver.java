package dev.jellyscale.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host name. */
@FunctionalInterface
public interface HostResolver {

  /** The addresses of {@code host}, at least one. */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** Asks the operating system. */
  static HostResolver ofSystem() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
