package dev.jellyscale.api.access.sender;

import dev.jellyscale.auth.proxy.Forwarded;
import dev.jellyscale.auth.proxy.IdentityHeaders;
import dev.jellyscale.auth.proxy.ProxyClaim;
import dev.jellyscale.auth.proxy.ProxySettings;
import dev.jellyscale.auth.proxy.TrustedProxies;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out about senders, and takes from their requests every header by which a proxy speaks: what
 * is true of it is in the {@link Sender}, and the rest is somebody's invention.
 */
public final class Senders {
  private static final System.Logger LOG = System.getLogger(Senders.class.getName());
  private static final String KNOWN = Senders.class.getName();
  private static final String CLIENT = "X-Forwarded-For";

  /** Names of identity headers that mean something elsewhere, where none are set here. */
  private static final List<String> USUAL = List.of("Remote-User", "Remote-Groups");

  private final ProxySettings settings;
  private final BasePath base;
  private final List<String> removed;
  private final Seldom unproven = new Seldom(Duration.ofMinutes(1));
  private final Seldom unlisted = new Seldom(Duration.ofHours(1));

  /** By the settings of this node. */
  public Senders(ProxySettings settings) {
    this.settings = settings;
    base = new BasePath(settings.basePath());
    removed = new ArrayList<>(Forwarded.HEADERS);
    removed.addAll(settings.identity().map(IdentityHeaders::names).orElse(USUAL));
  }

  /** What is in front of this node's paths. */
  public BasePath base() {
    return base;
  }

  /** Finds out about the sender of a request, which may come through the router several times. */
  public void look(RoutingContext route) {
    var known = ContextLocals.<@Nullable Sender>get(KNOWN, null);
    var sender = known == null ? look(route.request()) : known;
    if (known == null) {
      ContextLocals.put(KNOWN, sender);
    }
    sender.putOn(route);
  }

  private Sender look(HttpServerRequest request) {
    // The connection's own end: what a request says of it may come from a header.
    var peer = request.connection().remoteAddress().hostAddress();
    var cut = base.wasCut() ? settings.basePath() : "";
    return read(peer, request.headers(), request.isSSL(), cut);
  }

  /**
   * Finds out about a sender, and takes from the headers what only a proxy may say.
   *
   * @param peer address at the other end of the connection
   * @param encrypted whether that connection is
   * @param cut what we have cut off the request's path; "" for nothing
   */
  Sender read(String peer, MultiMap headers, boolean encrypted, String cut) {
    var forwarded = Forwarded.of(peer, settings.trusted(), headers::getAll);
    boolean trusted = settings.trusted().trust(peer);
    var claim =
        settings
            .identity()
            .map(identity -> identity.claim(trusted, headers::getAll))
            .orElseGet(ProxyClaim.Absent::new);
    if (trusted && claim instanceof ProxyClaim.Unproven && unproven.isDue()) {
      tellUnproven(peer);
    }
    if (!trusted && headers.contains(CLIENT) && unlisted.isDue()) {
      tellUnlisted(peer);
    }
    removed.forEach(headers::remove);
    boolean secure = forwarded.scheme().map("https"::equals).orElse(encrypted);
    var origin = origin(forwarded.host().or(() -> host(headers)), secure);
    return new Sender(forwarded, claim, origin, prefix(forwarded, cut), secure);
  }

  /** Most often a secret that differs. */
  private static void tellUnproven(String peer) {
    LOG.log(
        Level.WARNING,
        "The trusted proxy {0} tells who is calling, but does not prove it: its secret is missing"
            + " or another one, or a header is there twice",
        peer);
  }

  /** Most often a proxy that was forgotten, so that all who come through it are one address. */
  private static void tellUnlisted(String peer) {
    LOG.log(
        Level.WARNING,
        CLIENT
            + " from {0} counts for nothing. If that is a reverse proxy, list it in "
            + TrustedProxies.VARIABLE
            + ": until then everybody behind it shares one limit of wrong guesses",
        peer);
  }

  private static Optional<String> host(MultiMap headers) {
    return Optional.ofNullable(headers.get(HttpHeaders.HOST));
  }

  private static String origin(Optional<String> host, boolean secure) {
    return host.filter(Forwarded::isHost)
        .map(name -> (secure ? "https://" : "http://") + name)
        .orElse("");
  }

  /** Where a proxy tells a prefix that ends with what we cut off, it has told all of it. */
  private static String prefix(Forwarded forwarded, String cut) {
    return forwarded.prefix().endsWith(cut) ? forwarded.prefix() : forwarded.prefix() + cut;
  }
}
