package dev.jellyscale.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives the client only addresses that may be connected to. The client connects to these very
 * addresses and never resolves a name by itself, so a name that answers differently the next time
 * gains nothing.
 */
public final class CheckedResolver implements DnsResolver {
  private final Destinations destinations;
  private final Duration patience;

  /**
   * @param patience longest time of one look-up
   */
  public CheckedResolver(Destinations destinations, Duration patience) {
    this.destinations = destinations;
    this.patience = patience;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var passed = new ArrayList<InetAddress>();
    var refused = Optional.<String>empty();
    for (var address : lookUp(host)) {
      var reason = PublicAddress.whyNot(address);
      if (reason.isEmpty() || destinations.listed().test(host, address)) {
        passed.add(address);
      } else {
        refused = reason;
      }
    }
    if (passed.isEmpty()) {
      throw new AddressRefused("its address is " + refused.orElse("missing"));
    }
    return passed.toArray(InetAddress[]::new);
  }

  // A look-up cannot be interrupted; it is left alone when its time is over.
  private List<InetAddress> lookUp(String host) throws UnknownHostException {
    var lookUp = new FutureTask<>(() -> destinations.resolver().resolve(host));
    Thread.ofVirtual().name("look-up").start(lookUp);
    try {
      return lookUp.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw unknown(host, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, e);
    }
  }

  private static UnknownHostException unknown(String host, Exception cause) {
    var unknown = new UnknownHostException(host);
    unknown.initCause(cause);
    return unknown;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
