package dev.jellyscale.api.service.tokens;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.auth.token.TokenRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The fields by which a token is asked for, in a form or behind a question mark. */
public final class TokenForm {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  /** Callers that know no scopes mean a token for everything, as there was but one kind once. */
  private static final Set<Scope> DEFAULT = EnumSet.of(Scope.ADMIN);

  private TokenForm() {}

  /**
   * What is asked for.
   *
   * @param fields the text of a field, by its name
   * @throws InvalidFields if a field is missing or no number
   */
  public static TokenRequest request(Function<String, Optional<String>> fields) {
    var name = fields.apply("name").orElseThrow(() -> new InvalidFields(Fault.missing("name")));
    var scopes = fields.apply("scopes");
    return new TokenRequest(
        name.strip(),
        scopes.map(Scope::parse).orElse(DEFAULT),
        fields.apply("expires_days").filter(text -> !text.isBlank()).map(TokenForm::life));
  }

  private static Duration life(String days) {
    if (!NUMBER.matcher(days.strip()).matches()) {
      throw new InvalidFields(Fault.noInteger("expires_days", days));
    }
    return Duration.ofDays(Long.parseLong(days.strip()));
  }
}
