package dev.jellyscale.models.fetch;

import dev.jellyscale.net.PlainClient;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** Asks servers, one after the other as they redirect, and checks each before it is asked. */
final class RedirectWalk {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final CloseableHttpClient client;
  private final FetchPolicy policy;
  private final AddressRule rule;
  private final Pace pace;

  private volatile boolean cancelled;
  private volatile @Nullable HttpGet current;

  RedirectWalk(CloseableHttpClient client, FetchPolicy policy, Pace pace) {
    this.client = client;
    this.policy = policy;
    this.rule = new AddressRule(policy);
    this.pace = pace;
  }

  /** From another thread: breaks the connection and asks nobody any more. */
  void cancel() {
    cancelled = true;
    var request = current;
    if (request != null) {
      request.cancel();
    }
  }

  /** The first answer that is no redirect. */
  Answer ask(URI mirror, Wish wish) throws MirrorFailure {
    var asked = new HashSet<URI>();
    var address = mirror;
    while (asked.size() <= policy.limits().redirects()) {
      rule.check(address);
      if (!asked.add(address)) {
        throw new MirrorFailure(AddressRule.shown(address) + " redirects in a circle");
      }
      var answer = askOnce(address, wish);
      if (!REDIRECTS.contains(answer.status())) {
        return answer;
      }
      address = target(address, answer);
    }
    throw new MirrorFailure(
        "%s redirects more than %d times"
            .formatted(AddressRule.shown(mirror), policy.limits().redirects()));
  }

  private Answer askOnce(URI address, Wish wish) throws MirrorFailure {
    var request = new HttpGet(address);
    request.setHeader("Accept-Encoding", "identity");
    wish.headers().forEach(request::setHeader);
    current = request;
    pace.asks(System.nanoTime());
    try {
      if (cancelled) {
        throw new IOException("cancelled");
      }
      var target = new HttpHost("https", address.getHost(), policy.port());
      return new Answer(request, client.executeOpen(target, request, null));
    } catch (IOException e) {
      throw failure(address, e);
    }
  }

  private static URI target(URI from, Answer answer) throws MirrorFailure {
    try (answer) {
      var location = answer.header("Location");
      if (location.isEmpty()) {
        throw new MirrorFailure(AddressRule.shown(from) + " redirects to nowhere");
      }
      return from.resolve(location.get());
    } catch (IllegalArgumentException e) {
      throw new MirrorFailure(
          MirrorFailure.Kind.FINAL, AddressRule.shown(from) + " redirects to no valid URL", e);
    }
  }

  private static MirrorFailure failure(URI address, IOException cause) {
    return new MirrorFailure(
        MirrorFailure.Kind.FINAL,
        AddressRule.shown(address) + " " + PlainClient.reason(cause),
        cause);
  }
}
