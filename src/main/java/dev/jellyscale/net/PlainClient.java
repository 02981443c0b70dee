package dev.jellyscale.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client that does what it is told and nothing else: no cookies, no credentials, no proxy
 * of the system (a proxy would choose the address instead of us), no compression, no redirects and
 * no retries of its own.
 */
public final class PlainClient {
  private static final String USER_AGENT = "Jellyscale";
  private static final int MAX_HEADERS = 100;
  private static final int MAX_LINE = 16 * 1024;

  private PlainClient() {}

  /**
   * How long it waits.
   *
   * @param connect longest time of one look-up, one connection, one TLS handshake
   * @param silence longest time without a byte
   */
  public record Patience(Duration connect, Duration silence) {}

  /**
   * A client that connects to these destinations alone; whoever asks for it closes it.
   *
   * @param most connections at once, to one host as to all; a further call waits
   */
  public static CloseableHttpClient open(Destinations destinations, Patience patience, int most) {
    return HttpClients.custom()
        .setConnectionManager(connections(destinations, patience, most))
        .setDefaultRequestConfig(requests(patience))
        .setUserAgent(USER_AGENT)
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableConnectionState()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .build();
  }

  private static HttpClientConnectionManager connections(
      Destinations destinations, Patience patience, int most) {
    var connect = timeout(patience.connect());
    var parser =
        Http1Config.custom().setMaxHeaderCount(MAX_HEADERS).setMaxLineLength(MAX_LINE).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new CheckedResolver(destinations, patience.connect()))
        .setMaxConnTotal(most)
        .setMaxConnPerRoute(most)
        .setTlsSocketStrategy(tls(destinations))
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(timeout(patience.silence()))
                .build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(parser).build())
        .build();
  }

  private static TlsSocketStrategy tls(Destinations destinations) {
    var builder = ClientTlsStrategyBuilder.create();
    destinations.tls().ifPresent(builder::setSslContext);
    return builder.buildClassic();
  }

  private static RequestConfig requests(Patience patience) {
    return RequestConfig.custom().setResponseTimeout(timeout(patience.silence())).build();
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Why there was no answer, as the end of a sentence that begins with the host. */
  public static String reason(IOException cause) {
    return switch (cause) {
      case AddressRefused refused -> "is not reached, for " + refused.getMessage();
      case UnknownHostException _ -> "has no address that could be found";
      case SSLException _ -> "cannot prove who it is (TLS: " + cause.getMessage() + ")";
      case SocketTimeoutException _ -> "did not answer in time";
      case ConnectException _ -> "takes no connections";
      default -> "broke the connection before it answered";
    };
  }
}
