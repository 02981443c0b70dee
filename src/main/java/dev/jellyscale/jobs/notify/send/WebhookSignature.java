package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.jobs.secret.HiddenText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a webhook who sends: {@code t=} the seconds since 1970, and a {@code v1=} for each key
 * that is valid, the HMAC-SHA256 of the seconds, a point and the body.
 */
final class WebhookSignature {
  static final String HEADER = "Jellyscale-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /** The value of the header. */
  static String of(long seconds, byte[] body, List<HiddenText> keys) {
    var value = new StringBuilder("t=").append(seconds);
    for (var key : keys) {
      value.append(",v1=").append(HexFormat.of().formatHex(sign(seconds, body, key)));
    }
    return value.toString();
  }

  private static byte[] sign(long seconds, byte[] body, HiddenText key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
