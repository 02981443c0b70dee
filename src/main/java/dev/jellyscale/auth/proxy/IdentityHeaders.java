package dev.jellyscale.auth.proxy;

import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.token.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The headers by which a proxy tells whom it has let in.
 *
 * @param user name of the header with the user's name
 * @param groups name of the header with the user's groups
 * @param proof name of the header with the shared secret
 * @param secret the secret's hash
 * @param roles of groups
 */
public record IdentityHeaders(
    String user, String groups, String proof, Fingerprint secret, GroupRoles roles) {
  private static final int LONGEST_NAME = 128;

  /** All of them; none is to be seen by whoever answers a request. */
  public List<String> names() {
    return List.of(user, groups, proof);
  }

  /**
   * Tells who is named, if the secret is right. Each header counts once: a second one may be the
   * sender's own, which a proxy has forgotten to remove.
   *
   * @param peerIsTrusted whether a trusted proxy is at the other end of the connection
   * @param headers all values of a header by its name, one character for each byte
   */
  public ProxyClaim claim(boolean peerIsTrusted, Function<String, List<String>> headers) {
    var names = headers.apply(user);
    var memberships = headers.apply(groups);
    var proofs = headers.apply(proof);
    if (names.stream().allMatch(String::isBlank)
        && memberships.stream().allMatch(String::isBlank)) {
      return new ProxyClaim.Absent();
    }
    boolean proven =
        peerIsTrusted
            && proofs.size() == 1
            && secret.matches(Fingerprint.of(proofs.getFirst()))
            && names.size() == 1
            && memberships.size() <= 1;
    if (!proven) {
      return new ProxyClaim.Unproven();
    }
    var role = roles.of(memberships.isEmpty() ? "" : text(memberships.getFirst()).orElse(""));
    return text(names.getFirst())
        .map(String::strip)
        .filter(IdentityHeaders::isName)
        .<ProxyClaim>map(name -> new ProxyClaim.Proven(new Caller.ProxyUser(name, role)))
        .orElseGet(ProxyClaim.Unproven::new);
  }

  /** Header bytes as UTF-8; empty if they are not. */
  private static Optional<String> text(String value) {
    try {
      var bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.codePoints().allMatch(IdentityHeaders::isVisible);
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
