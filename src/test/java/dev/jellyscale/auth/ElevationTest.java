package dev.jellyscale.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.auth.token.Fingerprint;
import dev.jellyscale.jellyfin.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may what on the facade: every caller by every elevation, with and without a quota. */
class ElevationTest {
  private static final UserId ID = UserId.parse("a".repeat(32));

  private static final List<Caller> NOBODIES =
      List.of(
          new Caller.Anonymous(),
          new Caller.Bootstrap(),
          new Caller.OpenDoor(),
          new Caller.Managed("x", Set.of(Scope.values())));
  private static final Caller USER = new Caller.JellyfinUser(ID, "Anna", false);
  private static final List<Caller> OTHER_USERS =
      List.of(
          new Caller.ProxyUser("anna", Role.USER),
          new Caller.LocalUser("anna", Role.USER, Fingerprint.of("x")));
  private static final List<Caller> ADMINS =
      List.of(
          new Caller.JellyfinUser(ID, "Anna", true),
          new Caller.JellyfinKey("0123456789abcdef"),
          new Caller.ProxyUser("anna", Role.ADMIN),
          new Caller.LocalUser("anna", Role.ADMIN, Fingerprint.of("x")));

  static Stream<Arguments> all() {
    var rows = new ArrayList<Arguments>();
    for (var elevation : Elevation.values()) {
      for (int quota : new int[] {0, 1, 100}) {
        NOBODIES.forEach(who -> rows.add(Arguments.of(elevation, quota, who, false)));
        ADMINS.forEach(who -> rows.add(Arguments.of(elevation, quota, who, true)));
        OTHER_USERS.forEach(
            who -> rows.add(Arguments.of(elevation, quota, who, elevation == Elevation.USER)));
        boolean may = elevation == Elevation.USER || (elevation == Elevation.OWN_JOBS && quota > 0);
        rows.add(Arguments.of(elevation, quota, USER, may));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}, quota {1}: {2} {3}")
  @MethodSource("all")
  void whoMayWhat(Elevation elevation, int quota, Caller who, boolean may) {
    assertThat(elevation.admits(who, quota)).isEqualTo(may);
  }

  @Test
  void everyKindOfCallerIsInOneOfTheLists() {
    var kinds =
        Stream.of(NOBODIES, OTHER_USERS, ADMINS, List.of(USER))
            .flatMap(List::stream)
            .map(Object::getClass);

    assertThat(kinds).contains(Caller.class.getPermittedSubclasses());
  }

  @Test
  void whoIsKnownToJellyfinMayNothingElsewhere() {
    for (var caller : List.of(USER, ADMINS.get(0), ADMINS.get(1))) {
      for (var scope : Scope.values()) {
        assertThat(caller.may(scope)).isFalse();
      }
    }
  }

  @Test
  void rolesAreScopesElsewhere() {
    for (var scope : Scope.values()) {
      assertThat(new Caller.LocalUser("anna", Role.ADMIN, Fingerprint.of("x")).may(scope)).isTrue();
      assertThat(new Caller.ProxyUser("anna", Role.USER).may(scope)).isEqualTo(scope == Scope.READ);
    }
  }

  @Test
  void keysTellCallersApart() {
    var keys =
        Stream.of(NOBODIES, OTHER_USERS, List.of(USER, ADMINS.get(1)))
            .flatMap(List::stream)
            .map(Caller::key);

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(USER.key()).isEqualTo("jellyfin-" + "a".repeat(32));
  }
}
