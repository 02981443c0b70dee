package dev.jellyscale.api.service.tokens;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.api.service.form.Form;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.auth.token.TokenRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The form by which a token is asked for. */
final class TokenForm {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  /** Callers that know no scopes mean a token for everything, as there was but one kind once. */
  private static final Set<Scope> DEFAULT = EnumSet.of(Scope.ADMIN);

  private TokenForm() {}

  /**
   * What is asked for.
   *
   * @throws InvalidFields if a field is missing or no number
   */
  static TokenRequest request(Form form) {
    var name = form.text("name").orElseThrow(() -> new InvalidFields(Fault.missing("name")));
    var scopes = form.text("scopes");
    return new TokenRequest(
        name.strip(),
        scopes.map(Scope::parse).orElse(DEFAULT),
        form.text("expires_days").filter(text -> !text.isBlank()).map(TokenForm::life));
  }

  private static Duration life(String days) {
    if (!NUMBER.matcher(days.strip()).matches()) {
      throw new InvalidFields(Fault.noInteger("expires_days", days));
    }
    return Duration.ofDays(Long.parseLong(days.strip()));
  }
}
