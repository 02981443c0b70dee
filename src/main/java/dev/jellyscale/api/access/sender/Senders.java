package dev.jellyscale.api.access.sender;

import dev.jellyscale.auth.proxy.Forwarded;
import dev.jellyscale.auth.proxy.IdentityHeaders;
import dev.jellyscale.auth.proxy.ProxyClaim;
import dev.jellyscale.auth.proxy.ProxySettings;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out about senders, and takes from their requests every header by which a proxy speaks: what
 * is true of it is in the {@link Sender}, and the rest is somebody's invention.
 */
public final class Senders {
  private static final System.Logger LOG = System.getLogger(Senders.class.getName());
  private static final String KNOWN = Senders.class.getName();
  private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Pattern AUTHORITY =
      Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]{2,45}](:[0-9]{1,5})?");

  /** Names of identity headers that mean something elsewhere, where none are set here. */
  private static final List<String> USUAL = List.of("Remote-User", "Remote-Groups");

  private final ProxySettings settings;
  private final BasePath base;
  private final List<String> removed;
  private final AtomicLong told = new AtomicLong(System.nanoTime() - SILENCE_NANOS);

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
    var sender = known == null ? read(route.request()) : known;
    if (known == null) {
      ContextLocals.put(KNOWN, sender);
    }
    sender.putOn(route);
  }

  private Sender read(HttpServerRequest request) {
    // The connection's own end: what a request says of it may come from a header.
    var peer = request.connection().remoteAddress().hostAddress();
    var headers = request.headers();
    var forwarded = Forwarded.of(peer, settings.trusted(), headers::getAll);
    boolean trusted = settings.trusted().trust(peer);
    var claim =
        settings
            .identity()
            .map(identity -> identity.claim(trusted, headers::getAll))
            .orElseGet(ProxyClaim.Absent::new);
    if (trusted && claim instanceof ProxyClaim.Unproven) {
      warn(peer);
    }
    removed.forEach(headers::remove);
    return new Sender(forwarded, claim, origin(request, forwarded), prefix(forwarded));
  }

  /** Most often a secret that differs; seldom enough for a log that people read. */
  private void warn(String peer) {
    long now = System.nanoTime();
    long last = told.get();
    if (now - last >= SILENCE_NANOS && told.compareAndSet(last, now)) {
      LOG.log(
          Level.WARNING,
          "The trusted proxy {0} tells who is calling, but does not prove it: its secret is missing"
              + " or another one, or a header is there twice",
          peer);
    }
  }

  private static String origin(HttpServerRequest request, Forwarded forwarded) {
    var host = forwarded.host().or(() -> Optional.ofNullable(request.getHeader(HttpHeaders.HOST)));
    var scheme = forwarded.scheme().orElse(request.isSSL() ? "https" : "http");
    return host.filter(name -> AUTHORITY.matcher(name).matches())
        .map(name -> scheme + "://" + name)
        .orElse("");
  }

  /** Where a proxy tells a prefix that ends with what we cut off, it has told all of it. */
  private String prefix(Forwarded forwarded) {
    var own = base.wasCut() ? settings.basePath() : "";
    return forwarded.prefix().endsWith(own) ? forwarded.prefix() : forwarded.prefix() + own;
  }
}
