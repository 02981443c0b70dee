package dev.jellyscale.api.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.access.NodeAccounts;
import dev.jellyscale.api.access.PreparedTokens;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.account.SignIn.Attempt;
import dev.jellyscale.auth.account.SignIn.Outcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PreparedTokens.class)
class StreamRightTest {
  @Inject NodeAccess access;
  @Inject NodeAccounts accounts;
  @Inject CurrentCaller caller;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private StreamRight right;

  @BeforeEach
  void make() {
    right = new StreamRight(access, accounts, caller, nanos::get);
  }

  @Test
  void whomAProxyHasLetInComesAgainAfterAWhile() {
    var listens = right.of(new Caller.ProxyUser("ada", Role.ADMIN));

    nanos.addAndGet(StreamRight.OF_A_PROXY.toNanos() - 1);
    assertThat(listens.getAsBoolean()).isTrue();
    nanos.incrementAndGet();
    assertThat(listens.getAsBoolean()).isFalse();
  }

  @Test
  void anAccountListensAsLongAsItsSession() throws InterruptedException {
    var attempt = new Attempt("198.51.100.7", "198.51.100.7", "chief", "correct horse");
    var in = (Outcome.In) accounts.signIn().orElseThrow().attempt(attempt);
    var session = in.opened().session();
    var listens = right.of(new Caller.LocalUser("chief", Role.ADMIN, session.id()));

    assertThat(listens.getAsBoolean()).isTrue();
    accounts.sessions().close(session.id());
    assertThat(listens.getAsBoolean()).isFalse();
  }

  @Test
  void theOperatorsOwnTokenHoldsForAsLongAsTheNodeRuns() {
    var listens = right.of(new Caller.Bootstrap());

    nanos.addAndGet(StreamRight.OF_A_PROXY.toNanos() * 100);
    assertThat(listens.getAsBoolean()).isTrue();
  }
}
