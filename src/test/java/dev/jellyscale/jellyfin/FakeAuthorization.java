package dev.jellyscale.jellyfin;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a Jellyfin server finds the token of a request. Old ways count where it allows them. */
record FakeAuthorization(boolean legacy) {

  /** What the header says, by its names. */
  Map<String, String> pairs(Headers headers) {
    var old = legacy ? headers.getFirst("X-Emby-Authorization") : null;
    var line = String.valueOf(old == null ? headers.getFirst("Authorization") : old);
    int blank = line.indexOf(' ');
    var scheme = blank < 0 ? "" : line.substring(0, blank).toLowerCase(Locale.ROOT);
    var pairs = new LinkedHashMap<String, String>();
    if (scheme.equals("mediabrowser") || (legacy && scheme.equals("emby"))) {
      for (var part : line.substring(blank + 1).split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          var value = part.substring(equals + 1).strip().replaceAll("^\"|\"$", "");
          pairs.put(
              part.substring(0, equals).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
      }
    }
    return pairs;
  }

  Optional<String> token(Headers headers, Map<String, String> query) {
    var found = new LinkedHashMap<String, String>();
    add(found, pairs(headers).get("Token"));
    if (legacy) {
      add(found, headers.getFirst("X-Emby-Token"));
      add(found, headers.getFirst("X-MediaBrowser-Token"));
    }
    add(found, query.get("ApiKey"));
    if (legacy) {
      add(found, query.get("api_key"));
    }
    return found.keySet().stream().findFirst();
  }

  private static void add(Map<String, String> found, @Nullable String token) {
    if (token != null && !token.isEmpty()) {
      found.put(token, token);
    }
  }
}
