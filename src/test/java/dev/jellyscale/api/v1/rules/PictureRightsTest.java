package dev.jellyscale.api.v1.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.jobs.artwork.ArtworkWorld;
import dev.jellyscale.jobs.rules.TestRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PictureRightsTest {
  private static final Caller WORKER = new Caller.Managed("worker", Set.of(Scope.JOBS));

  @Test
  void rulesOfPicturesAreForAdministratorsAndThoseOfVideosAreNot() {
    var pictures = ArtworkWorld.rule(1);

    assertThatThrownBy(() -> PictureRights.require(pictures, WORKER)).isInstanceOf(Denied.class);
    assertThatCode(() -> PictureRights.require(pictures, new Caller.Bootstrap()))
        .doesNotThrowAnyException();
    assertThatCode(() -> PictureRights.require(TestRules.rule("sd", 1), WORKER))
        .doesNotThrowAnyException();
  }
}
