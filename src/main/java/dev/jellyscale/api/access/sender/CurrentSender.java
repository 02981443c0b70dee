package dev.jellyscale.api.access.sender;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;

/** The sender of the request that is being answered. To be injected into resources. */
@RequestScoped
public class CurrentSender {
  private final CurrentVertxRequest request;

  CurrentSender(CurrentVertxRequest request) {
    this.request = request;
  }

  /** The sender. */
  public Sender get() {
    return Sender.of(request.getCurrent());
  }

  /** Whether a browser says that a page of another site makes the request. */
  public boolean isForeign() {
    return SiteCheck.isForeign(request.getCurrent().request(), get());
  }

  /** Whether a page of ours came over https, and no trusted proxy tells of encryption. */
  public boolean isEncryptedUntold() {
    return SiteCheck.isEncryptedUntold(request.getCurrent().request(), get());
  }
}
