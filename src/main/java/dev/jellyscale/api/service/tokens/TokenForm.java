package dev.jellyscale.api.service.tokens;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.auth.token.TokenRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The form by which a token is asked for. */
public class TokenForm {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  /** Callers that know no scopes mean a token for everything, as there was but one kind once. */
  private static final Set<Scope> DEFAULT = EnumSet.of(Scope.ADMIN);

  @RestForm @Nullable String name;

  @RestForm("expires_days")
  @Nullable String expiresDays;

  @RestForm @Nullable String scopes;

  /**
   * What is asked for.
   *
   * @throws InvalidFields if a field is missing or no number
   */
  TokenRequest request() {
    if (name == null) {
      throw new InvalidFields(Fault.missing("name"));
    }
    return new TokenRequest(
        name.strip(), scopes == null || scopes.isBlank() ? DEFAULT : Scope.parse(scopes), life());
  }

  private Optional<Duration> life() {
    if (expiresDays == null || expiresDays.isBlank()) {
      return Optional.empty();
    }
    if (!NUMBER.matcher(expiresDays.strip()).matches()) {
      throw new InvalidFields(Fault.noInteger("expires_days", expiresDays));
    }
    return Optional.of(Duration.ofDays(Long.parseLong(expiresDays.strip())));
  }
}
