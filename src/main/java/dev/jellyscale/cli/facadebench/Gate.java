package dev.jellyscale.cli.facadebench;

import dev.jellyscale.auth.jellyfin.Carried;
import dev.jellyscale.auth.jellyfin.Guesses;
import dev.jellyscale.auth.jellyfin.KnownTokens;
import dev.jellyscale.auth.jellyfin.ShownToken;
import dev.jellyscale.auth.jellyfin.TokenAuthority;
import dev.jellyscale.auth.jellyfin.TokenForms;
import dev.jellyscale.auth.jellyfin.TokenStanding;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.jellyfin.Identity;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jellyfin.UserToken;
import java.util.ArrayList;
import java.util.List;

/** How long it takes to tell whose a header is, where that is known already; in this process. */
final class Gate {
  private static final int WARM_UP = 50_000;
  private static final int MEASURED = 100_000;

  /** Nobody guesses here. */
  private static final Guesses HONEST =
      new Guesses() {
        @Override
        public boolean areTooMany() {
          return false;
        }

        @Override
        public void wrong() {
          throw new EngineFailure("A token of the benchmark is wrong", null);
        }
      };

  private final List<String> headers;
  private final TokenForms forms = new TokenForms(false);

  Gate(List<String> headers) {
    this.headers = headers;
  }

  Times run() {
    try (var tokens = new KnownTokens(new Everybody(), _ -> {})) {
      var times = new ArrayList<Long>();
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        var header = headers.get(i % headers.size());
        long begin = System.nanoTime();
        var found = tokens.standing(token(header), HONEST);
        boolean atOnce = found.isDone();
        var standing = found.join();
        long end = System.nanoTime();
        if (!(standing instanceof TokenStanding.Held)) {
          throw new EngineFailure("A token of the benchmark is not known", null);
        }
        if (i >= WARM_UP && atOnce) {
          times.add(end - begin);
        }
      }
      return Times.of(times);
    }
  }

  private UserToken token(String header) {
    var carried =
        new Carried(name -> name.equals("Authorization") ? List.of(header) : List.of(), "");
    return forms.read(carried) instanceof ShownToken.Shown(var token)
        ? token
        : new UserToken("none");
  }

  /** Takes everybody for a user. */
  private record Everybody() implements TokenAuthority {
    @Override
    public Identity whoIs(UserToken token) {
      return new Identity.User(UserId.parse(token.value()), "A user", false);
    }

    @Override
    public boolean isKey(UserToken token) {
      return false;
    }
  }
}
