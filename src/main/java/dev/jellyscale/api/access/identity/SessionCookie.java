package dev.jellyscale.api.access.identity;

import dev.jellyscale.api.access.sender.Sender;
import dev.jellyscale.auth.account.Sessions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The cookie of whoever has signed in: no script sees it, no page of another site has it sent, and
 * no connection without encryption carries it where the sender's has encryption. The beginning of
 * its name has browsers refuse one that another host or an unencrypted page sets.
 *
 * @param name depends on encryption and path, so that a weaker one never stands in for a stronger
 * @param path of the node as the sender knows it
 */
public record SessionCookie(String name, String path, boolean secure) {

  /** The cookie of a sender. */
  public static SessionCookie of(Sender sender) {
    var path = sender.link("").isEmpty() ? "/" : sender.link("");
    if (!sender.isSecure()) {
      return new SessionCookie("jellyscale", path, false);
    }
    var name = path.equals("/") ? "__Host-jellyscale" : "__Secure-jellyscale";
    return new SessionCookie(name, path, true);
  }

  /** What it holds; empty where it is missing, or there twice, since one may be somebody else's. */
  public Optional<String> read(HttpServerRequest request) {
    var found = new ArrayList<String>();
    for (var line : request.headers().getAll(HttpHeaders.COOKIE)) {
      for (var part : line.split(";", -1)) {
        int equals = part.indexOf('=');
        if (equals > 0 && part.substring(0, equals).strip().equals(name)) {
          found.add(part.substring(equals + 1).strip());
        }
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** The header that has a browser keep it. */
  public String given(String secret) {
    return "%s=%s; Max-Age=%d%s".formatted(name, secret, Sessions.LIFE.toSeconds(), attributes());
  }

  /** The header that has a browser forget it. */
  public String taken() {
    return "%s=; Max-Age=0%s".formatted(name, attributes());
  }

  private String attributes() {
    return "; Path=" + path + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }
}
