package dev.jellyscale.auth.jellyfin;

import dev.jellyscale.jellyfin.UserToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the token in a request, in each form that Jellyfin takes. Of these, a header counts before
 * the query. The same token may be there several times in one form; different ones are none, since
 * a proxy on the way may have looked at another one.
 *
 * @param legacy whether the forms count too that Jellyfin 12 has switched off
 */
public record TokenForms(boolean legacy) {
  private static final String SCHEME = "mediabrowser";
  private static final String OLD_SCHEME = "emby";
  private static final String AUTHORIZATION = "Authorization";
  private static final String OLD_AUTHORIZATION = "X-Emby-Authorization";
  private static final List<String> OLD_HEADERS = List.of("X-Emby-Token", "X-MediaBrowser-Token");
  private static final String PARAMETER = "apikey";
  private static final String OLD_PARAMETER = "api_key";

  /** Of one header, and of the query. */
  private static final int LONGEST = 8 << 10;

  /** Returns what a request shows. Takes time in proportion to its length, and never fails. */
  public ShownToken read(Carried carried) {
    ShownToken found = inPairs(carried, AUTHORIZATION);
    if (legacy) {
      found = or(found, inPairs(carried, OLD_AUTHORIZATION));
      for (var header : OLD_HEADERS) {
        found = or(found, one(carried.headers().apply(header)));
      }
    }
    found = or(found, inQuery(carried.query(), PARAMETER));
    return legacy ? or(found, inQuery(carried.query(), OLD_PARAMETER)) : found;
  }

  private static ShownToken or(ShownToken first, ShownToken second) {
    return first instanceof ShownToken.None ? second : first;
  }

  private ShownToken inPairs(Carried carried, String header) {
    var tokens = new ArrayList<String>();
    for (var line : carried.headers().apply(header)) {
      if (line.length() > LONGEST) {
        return new ShownToken.Unreadable();
      }
      tokens.addAll(HeaderPairs.values("Token", pairs(line.strip())));
    }
    return one(tokens);
  }

  /** What follows the scheme; empty where it is another one. */
  private String pairs(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) > ' ') {
      end++;
    }
    var scheme = line.substring(0, end).toLowerCase(Locale.ROOT);
    boolean ours = scheme.equals(SCHEME) || (legacy && scheme.equals(OLD_SCHEME));
    return ours ? line.substring(end) : "";
  }

  /** Names of parameters count in any case, as they do in Jellyfin. */
  private static ShownToken inQuery(String query, String name) {
    if (query.length() > LONGEST) {
      return new ShownToken.Unreadable();
    }
    var tokens = new ArrayList<String>();
    for (var parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals >= 0
          && PercentText.decode(parameter.substring(0, equals)).equalsIgnoreCase(name)) {
        tokens.add(PercentText.decode(parameter.substring(equals + 1)));
      }
    }
    return one(tokens);
  }

  /** An empty token is none: players send one before anybody has signed in. */
  private static ShownToken one(List<String> tokens) {
    var shown = tokens.stream().map(String::strip).filter(t -> !t.isEmpty()).distinct().toList();
    if (shown.isEmpty()) {
      return new ShownToken.None();
    }
    var token = shown.getFirst();
    return shown.size() == 1 && UserToken.isToken(token)
        ? new ShownToken.Shown(new UserToken(token))
        : new ShownToken.Unreadable();
  }
}
