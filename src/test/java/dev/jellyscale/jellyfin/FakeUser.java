package dev.jellyscale.jellyfin;

import java.util.Set;

/**
 * A user of a {@link FakeJellyfin}, and the token of the device that he is signed in on.
 *
 * @param libraries ids of those that he may see; empty: all
 * @param highestRating of what he may see
 * @param blockedTags of what he may not see
 */
public record FakeUser(
    String id,
    String name,
    String token,
    boolean administrator,
    boolean disabled,
    Set<String> libraries,
    int highestRating,
    Set<String> blockedTags) {

  /** Somebody who sees all and may do nothing special. */
  public static FakeUser of(String name) {
    return new FakeUser(
        FakeJellyfin.hex("user " + name),
        name,
        FakeJellyfin.hex("token " + name),
        false,
        false,
        Set.of(),
        Integer.MAX_VALUE,
        Set.of());
  }

  public static FakeUser admin(String name) {
    var user = of(name);
    return new FakeUser(
        user.id, name, user.token, true, false, Set.of(), Integer.MAX_VALUE, Set.of());
  }

  public FakeUser disabledNow() {
    return new FakeUser(
        id, name, token, administrator, true, libraries, highestRating, blockedTags);
  }

  public FakeUser seeing(String... libraryIds) {
    return new FakeUser(
        id, name, token, administrator, disabled, Set.of(libraryIds), highestRating, blockedTags);
  }

  public FakeUser upTo(int rating) {
    return new FakeUser(id, name, token, administrator, disabled, libraries, rating, blockedTags);
  }

  public FakeUser without(String... tags) {
    return new FakeUser(
        id, name, token, administrator, disabled, libraries, highestRating, Set.of(tags));
  }

  boolean sees(FakeItem item) {
    return (libraries.isEmpty() || libraries.contains(item.library()))
        && item.rating() <= highestRating
        && item.tags().stream().noneMatch(blockedTags::contains);
  }

  /** The token as our own code has it. */
  public UserToken asToken() {
    return new UserToken(token);
  }

  public UserId asId() {
    return UserId.parse(id);
  }
}
