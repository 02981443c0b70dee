package dev.jellyscale.api.access.sender;

import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/** A request whose path begins later. */
final class CutRequest extends HttpServerRequestWrapper {
  private final String uri;
  private final String path;

  /**
   * @param length of what is cut off; the rest is empty or begins with a slash or a question mark
   */
  CutRequest(HttpServerRequestInternal request, int length) {
    super(request);
    var rest = request.uri().substring(length);
    uri = rest.startsWith("/") ? rest : "/" + rest;
    int query = uri.indexOf('?');
    path = query < 0 ? uri : uri.substring(0, query);
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String absoluteURI() {
    var authority = delegate.authority();
    return delegate.scheme() + "://" + (authority == null ? "" : authority) + uri;
  }
}
