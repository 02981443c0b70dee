package dev.jellyscale.models.fetch;

import dev.jellyscale.net.Destinations;
import dev.jellyscale.net.HostResolver;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * What a download may reach.
 *
 * @param hosts exact names, in lower case, also for redirects
 * @param port the only one of these hosts, meant where an address names none
 * @param listedAddresses addresses that may be connected to although they are not public
 * @param resolver finds the addresses of a host
 * @param tls what certificates are trusted; empty for those that Java trusts
 * @param limits of time and number
 */
public record FetchPolicy(
    Set<String> hosts,
    int port,
    Set<InetAddress> listedAddresses,
    HostResolver resolver,
    Optional<SSLContext> tls,
    FetchLimits limits) {

  private static final int HTTPS = 443;

  public FetchPolicy {
    hosts = hosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    hosts = Set.copyOf(hosts);
    listedAddresses = Set.copyOf(listedAddresses);
  }

  /** These hosts at port 443, public addresses alone, the usual limits. */
  public static FetchPolicy of(Collection<String> hosts) {
    return new FetchPolicy(
        Set.copyOf(hosts),
        HTTPS,
        Set.of(),
        HostResolver.ofSystem(),
        Optional.empty(),
        FetchLimits.USUAL);
  }

  Destinations destinations() {
    return new Destinations(resolver, (_, address) -> listedAddresses.contains(address), tls);
  }
}
