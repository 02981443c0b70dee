package dev.jellyscale.auth.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.auth.jellyfin.ShownToken.None;
import dev.jellyscale.auth.jellyfin.ShownToken.Shown;
import dev.jellyscale.auth.jellyfin.ShownToken.Unreadable;
import dev.jellyscale.jellyfin.UserToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormsTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "ffffffffffffffffffffffffffffffff";
  private static final ShownToken SHOWN = shown(TOKEN);

  private static ShownToken shown(String token) {
    return new Shown(new UserToken(token));
  }

  /** Headers as {@code Name: value}, and a query. */
  private static Carried carried(String query, String... headers) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (var header : headers) {
      int colon = header.indexOf(':');
      byName
          .computeIfAbsent(
              header.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(header.substring(colon + 1));
    }
    return new Carried(
        name -> byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()), query);
  }

  private static ShownToken read(String query, String... headers) {
    return new TokenForms(false).read(carried(query, headers));
  }

  private static ShownToken readOld(String query, String... headers) {
    return new TokenForms(true).read(carried(query, headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MediaBrowser Token=\"%s\"",
        "MediaBrowser Token=%s",
        "mediabrowser Token=\"%s\"",
        "MEDIABROWSER Token=%s",
        "MediaBrowser   Token=%s",
        "MediaBrowser\tToken=%s",
        " MediaBrowser Token=%s ",
        "MediaBrowser Client=\"Jellyfin Web\", Device=\"Firefox\", DeviceId=\"TW96\", Version=\"10.11.4\", Token=\"%s\"",
        "MediaBrowser Token=\"%s\", Client=\"Jellyfin Web\"",
        "MediaBrowser Client=Swiftfin, Device=Apple TV, DeviceId=tvOS_1, Version=1.0, Token=%s",
        "MediaBrowser Client=\"A, Token=wrong, B\", Token=\"%s\"",
        "MediaBrowser Client=\"A=B\", Token=\"%s\"",
        "MediaBrowser Client = \"x\" , Token = \"%s\" ",
        "MediaBrowser Client=\"x\",Token=%s,Device=\"y\"",
        "MediaBrowser ,,Token=%s,,",
        "MediaBrowser Client=\"\", Token=\"%s\"",
        "MediaBrowser Client, Token=\"%s\"",
        "MediaBrowser =, Token=\"%s\"",
        "MediaBrowser =x, Token=\"%s\"",
        "MediaBrowser Token=\"\", Token=\"%s\"",
        "MediaBrowser Token=\"%s\", Token=\"\"",
        "MediaBrowser Token=%1$s, Token=\"%1$s\"",
        "MediaBrowser Token=\"%s",
        "MediaBrowser Token=\"\"%s\"\"",
        "MediaBrowser Device=\"Wohnzimmer%%2C%%20K%%C3%%BCche\", Token=\"%s\"",
        "MediaBrowser Device=\"Küche\", Token=\"%s\"",
        "MediaBrowser token=wrong, TOKEN=wrong, Token=%s"
      })
  void everyFormOfTheHeaderIsRead(String header) {
    assertThat(read("", "Authorization:" + header.formatted(TOKEN))).isEqualTo(SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "MediaBrowser",
        "MediaBrowser ",
        "MediaBrowser Token=",
        "MediaBrowser Token=\"\"",
        "MediaBrowser Token= , Client=x",
        "MediaBrowser Token=\" \"",
        "MediaBrowser Token=+",
        "MediaBrowser Token",
        "MediaBrowser %s",
        "MediaBrowser \"%s\"",
        "MediaBrowser token=%s",
        "MediaBrowser TOKEN=%s",
        "MediaBrowser Tokens=%s",
        "MediaBrowser X-Token=%s",
        "MediaBrowser \"Token\"=%s",
        "MediaBrowser Client=\"Token=%s\"",
        "MediaBrowser Client=\"a, Token=%s, b\"",
        "MediaBrowser Client=\"open, Token=%s",
        "MediaBrowser Client=a=Token=%s",
        "MediaBrowserToken=%s",
        "MediaBrowser,Token=%s",
        "MediaBrowser=Token=%s",
        "Bearer %s",
        "Bearer Token=%s",
        "Basic dXNlcjpwYXNz",
        "Emby Token=%s",
        "Token=%s",
        "%s",
        "Bearer x, MediaBrowser Token=%s"
      })
  void whatIsNoTokenOfJellyfinIsNone(String header) {
    assertThat(read("", "Authorization:" + header.formatted(TOKEN))).isEqualTo(new None());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MediaBrowser Token=a b",
        "MediaBrowser Token=a%20b",
        "MediaBrowser Token=a+b",
        "MediaBrowser Token=a%0d%0aX-Api-Token:b",
        "MediaBrowser Token=a%00",
        "MediaBrowser Token=a%7f",
        "MediaBrowser Token=a%e4",
        "MediaBrowser Token=tökén",
        "MediaBrowser Token=a\u0000b",
        "MediaBrowser Token=a%22b",
        "MediaBrowser Token=a\"b\"c",
        "MediaBrowser Token=a, Token=b",
        "MediaBrowser Token=a, Client=\"x\", Token=\"a \"b"
      })
  void whatCannotBeAToken(String header) {
    assertThat(read("ApiKey=" + TOKEN, "Authorization:" + header))
        .as("a good one elsewhere does not mend it")
        .isEqualTo(new Unreadable());
  }

  @Test
  void aTokenHasAnEnd() {
    var longest = "a".repeat(256);

    assertThat(read("", "Authorization: MediaBrowser Token=" + longest)).isEqualTo(shown(longest));
    assertThat(read("", "Authorization: MediaBrowser Token=" + longest + "a"))
        .isEqualTo(new Unreadable());
  }

  @Test
  void aHeaderIsReadToEightKibibytes() {
    var filler = "MediaBrowser Client=\"" + "x".repeat(9_000) + "\", Token=" + TOKEN;

    assertThat(read("", "Authorization:" + filler)).isEqualTo(new Unreadable());
    assertThat(read("ApiKey=" + TOKEN + "&x=" + "y".repeat(9_000))).isEqualTo(new Unreadable());
  }

  @Test
  void severalHeadersMayNotContradictEachOther() {
    var one = "Authorization: MediaBrowser Token=" + TOKEN;
    var two = "Authorization: MediaBrowser Token=" + OTHER;

    assertThat(read("", one, two)).isEqualTo(new Unreadable());
    assertThat(read("", one, one)).isEqualTo(SHOWN);
    assertThat(read("", "Authorization: Basic eDp5", one)).isEqualTo(SHOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "ApiKey=%s",
    "apikey=%s",
    "APIKEY=%s",
    "a=b&ApiKey=%s",
    "ApiKey=%s&a=b",
    "&&ApiKey=%s&",
    "=x&ApiKey=%s",
    "Api%%4bey=%s",
    "ApiKey=&ApiKey=%s",
    "ApiKey=%1$s&apikey=%1$s"
  })
  void theQueryIsRead(String query) {
    assertThat(read(query.formatted(TOKEN))).isEqualTo(SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&",
        "=",
        "ApiKey",
        "ApiKey=",
        "Api_Key=%s",
        "api_key=%s",
        "xApiKey=%s",
        "token=%s"
      })
  void otherParametersAreNone(String query) {
    assertThat(read(query.formatted(TOKEN))).isEqualTo(new None());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ApiKey=a&ApiKey=b", "ApiKey=a%20b", "ApiKey=a,b c", "ApiKey=%0a", "ApiKey=a%00"})
  void aQueryThatIsNoTokenIsUnreadable(String query) {
    var read = read(query);

    assertThat(read).isIn(new Unreadable(), new None());
    assertThat(read).isNotInstanceOf(Shown.class);
  }

  @Test
  void malformedPercentSignsStayWhatTheyAre() {
    for (var text : List.of("a%", "a%4", "a%zz", "a%%41", "a%٤٥b")) {
      var expected = text.equals("a%%41") ? "a%A" : text;

      assertThat(read("ApiKey=" + text))
          .isEqualTo(UserToken.isToken(expected) ? shown(expected) : new Unreadable());
    }
  }

  @Test
  void theHeaderCountsBeforeTheQuery() {
    var header = "Authorization: MediaBrowser Token=" + TOKEN;

    assertThat(read("ApiKey=" + OTHER, header)).isEqualTo(SHOWN);
    assertThat(read("ApiKey=" + TOKEN, "Authorization: MediaBrowser Token=")).isEqualTo(SHOWN);
    assertThat(read("ApiKey=" + TOKEN, "Authorization: Basic eDp5")).isEqualTo(SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Emby Token=%s",
        "Authorization: emby Client=\"x\", Token=\"%s\"",
        "X-Emby-Authorization: MediaBrowser Token=%s",
        "X-Emby-Authorization: Emby Token=\"%s\"",
        "X-Emby-Token: %s",
        "x-emby-token:%s",
        "X-MediaBrowser-Token: %s"
      })
  void oldFormsCountBehindASwitch(String header) {
    assertThat(readOld("", header.formatted(TOKEN))).isEqualTo(SHOWN);
    assertThat(read("", header.formatted(TOKEN))).isEqualTo(new None());
  }

  @Test
  void theOldParameterCountsBehindASwitch() {
    assertThat(readOld("api_key=" + TOKEN)).isEqualTo(SHOWN);
    assertThat(read("api_key=" + TOKEN)).isEqualTo(new None());
  }

  @Test
  void oldFormsCountAfterTheNewOnes() {
    var header = "Authorization: MediaBrowser Token=" + TOKEN;

    assertThat(readOld("", "X-Emby-Token:" + OTHER, header)).isEqualTo(SHOWN);
    assertThat(readOld("api_key=" + OTHER + "&ApiKey=" + TOKEN)).isEqualTo(SHOWN);
    assertThat(readOld("ApiKey=" + OTHER, "X-Emby-Token:" + TOKEN)).isEqualTo(SHOWN);
    assertThat(readOld("", "X-Emby-Token:a", "X-Emby-Token:b")).isEqualTo(new Unreadable());
  }

  @Test
  void theTokenOfTheNodeIsNoneHere() {
    assertThat(readOld("", "X-Api-Token:" + TOKEN)).isEqualTo(new None());
  }

  @Test
  void noWordOfItNamesTheToken() {
    assertThat(SHOWN.toString()).doesNotContain(TOKEN);
  }

  @Test
  @Timeout(5)
  void whateverComesIsReadInTimeAndWithoutFailure() {
    var random = new Random(6);
    var pieces =
        List.of(
            "MediaBrowser ",
            "Token",
            "=",
            "\"",
            ",",
            " ",
            "%",
            "%41",
            "+",
            "&",
            "ApiKey",
            TOKEN,
            "\\",
            "é",
            "\t");
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder(i % 2 == 0 ? "MediaBrowser " : "");
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      if (readOld(text.toString(), "Authorization:" + text) instanceof Shown(var token)) {
        assertThat(UserToken.isToken(token.value())).isTrue();
      }
    }
    for (var worst : List.of(",", "=", "\"", "Token=,", "\",", "=\"", "Token=a,", "%")) {
      var header = "MediaBrowser " + worst.repeat(8_000 / worst.length());
      long begin = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        read(header, "Authorization:" + header);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as(worst)
          .isLessThan(Duration.ofSeconds(2));
    }
  }
}
