package dev.jellyscale.auth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.token.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityHeadersTest {
  private static final String SECRET = "0123456789abcdef";

  private static IdentityHeaders headers(char separator) {
    return new IdentityHeaders(
        "Remote-User",
        "Remote-Groups",
        "X-Proxy-Secret",
        Fingerprint.of(SECRET),
        new GroupRoles(separator, Set.of("admins", "media chiefs"), Set.of("family")));
  }

  private static Map<String, List<String>> sent(String user, String groups) {
    var sent = new HashMap<String, List<String>>();
    sent.put("Remote-User", List.of(user));
    sent.put("Remote-Groups", List.of(groups));
    sent.put("X-Proxy-Secret", List.of(SECRET));
    return sent;
  }

  private static ProxyClaim claim(char separator, Map<String, List<String>> sent) {
    return headers(separator).claim(true, name -> sent.getOrDefault(name, List.of()));
  }

  private static ProxyClaim proven(String name, Role role) {
    return new ProxyClaim.Proven(new Caller.ProxyUser(name, role));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ,;admins;ADMIN
          ,;family,admins;ADMIN
          ,;' family , admins ';ADMIN
          ,;media chiefs;ADMIN
          ,;family;USER
          ,;others;USER
          ,;'';USER
          ,;Admins;USER
          ,;admins2;USER
          ,;media, chiefs;USER
          ,;family|admins;USER
          |;family|admins;ADMIN
          |;family,admins;USER
          """)
  void aGroupGivesARoleAndNoneIsAUser(char separator, String groups, Role role) {
    assertThat(claim(separator, sent("ada", groups))).isEqualTo(proven("ada", role));
  }

  @Test
  void whoHasNoGroupsHeaderIsAUser() {
    var sent = sent("ada", "");
    sent.remove("Remote-Groups");

    assertThat(claim(',', sent)).isEqualTo(proven("ada", Role.USER));
  }

  @Test
  void namesAreUtf8() {
    var bytes = new String("Ädä".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(claim(',', sent(bytes, ""))).isEqualTo(proven("Ädä", Role.USER));
    assertThat(claim(',', sent("\u00c4d", ""))).isInstanceOf(ProxyClaim.Unproven.class);
  }

  @Test
  void whoNamesNobodyClaimsNothing() {
    assertThat(claim(',', Map.of())).isInstanceOf(ProxyClaim.Absent.class);
    assertThat(claim(',', Map.of("X-Proxy-Secret", List.of(SECRET))))
        .isInstanceOf(ProxyClaim.Absent.class);
    assertThat(claim(',', sent(" ", ""))).isInstanceOf(ProxyClaim.Absent.class);
  }

  @Test
  void fromAPeerThatIsNotTrustedTheRightSecretProvesNothing() {
    var sent = sent("ada", "admins");

    assertThat(headers(',').claim(false, name -> sent.getOrDefault(name, List.of())))
        .isInstanceOf(ProxyClaim.Unproven.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "0123456789abcdeF", "0123456789abcdef ", "0123456789abcde"})
  void aWrongSecretProvesNothing(String secret) {
    var sent = sent("ada", "admins");
    sent.put("X-Proxy-Secret", List.of(secret));

    assertThat(claim(',', sent)).isInstanceOf(ProxyClaim.Unproven.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Remote-User", "Remote-Groups", "X-Proxy-Secret"})
  void aHeaderThatIsThereTwiceProvesNothing(String name) {
    var sent = sent("ada", "admins");
    sent.computeIfPresent(name, (_, once) -> List.of(once.getFirst(), once.getFirst()));

    assertThat(claim(',', sent)).isInstanceOf(ProxyClaim.Unproven.class);
  }

  @Test
  void groupsWithoutANameProveNothing() {
    var sent = sent("ada", "admins");
    sent.remove("Remote-User");

    assertThat(claim(',', sent)).isInstanceOf(ProxyClaim.Unproven.class);
  }

  @Test
  void aNameThatNoPersonCanReadIsNone() {
    assertThat(claim(',', sent("a\u0007b", ""))).isInstanceOf(ProxyClaim.Unproven.class);
    assertThat(claim(',', sent("a".repeat(129), ""))).isInstanceOf(ProxyClaim.Unproven.class);
    assertThat(claim(',', sent("a".repeat(128), ""))).isInstanceOf(ProxyClaim.Proven.class);
  }
}
