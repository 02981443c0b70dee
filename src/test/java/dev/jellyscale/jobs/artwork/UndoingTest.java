package dev.jellyscale.jobs.artwork;

import static dev.jellyscale.jobs.artwork.ArtworkWorld.ONE;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.png;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.rule;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.width;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.artwork.Artwork.State;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps.Room;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.store.TestDatabase;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class UndoingTest extends ArtworkOnDatabase {
  UndoingTest(TestDatabase kind) {
    super(kind);
  }

  private Artwork only() {
    return world.rows().page(Optional.empty(), 2).getFirst();
  }

  private ArtworkSteps steps() {
    return new ArtworkSteps(database, Room.USUAL);
  }

  private void undo(Artwork artwork) {
    new Undoing(world.rows(), steps(), world.server().images()).undo(artwork.id());
  }

  @Test
  void aPosterIsPutBackAsItWas() {
    var film = world.film(1);
    var before = png(40, 1);
    world.poster(film, before);
    world.done(false);

    undo(only());
    undo(only());

    assertThat(world.poster(film)).isEqualTo(before);
    assertThat(only().state()).isEqualTo(State.UNDONE);
    assertThat(only().kept()).as("Jellyfin has it again").isFalse();
    assertThat(world.rows().before(only())).isEmpty();
  }

  @Test
  void aBackdropIsPutBackBeforeTheLargerOneGoes() {
    var film = world.film(1);
    world.backdrop(film, 0, png(40, 1));
    world.backdrop(film, 1, png(200, 2));
    world.done(false);
    assertThat(world.backdrops(film)).containsExactly(200, 80);

    undo(only());

    assertThat(world.backdrops(film)).containsExactly(200, 40);
  }

  @Test
  void whatWasPutBackIsOnlyEnlargedAgainWhereSomebodyAsksForIt() {
    world.poster(world.film(1), png(40, 1));
    world.done(false);
    undo(only());

    assertThat(world.fates(world.done(false))).containsExactly(PictureFate.GIVEN_UP);
    var redo = world.ask(rule(5), new Scan.Kind(false, true));
    world.runner(ONE).next();

    assertThat(world.fates(redo)).containsExactly(PictureFate.CHOSEN);
    assertThat(world.enlarged()).hasSize(2);
  }

  @Test
  void whatSomebodyHasChangedSinceIsLeftAsItIs() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.done(false);
    world.poster(film, png(70, 2));

    assertThatThrownBy(() -> undo(only())).isInstanceOf(Conflict.class);

    assertThat(width(world.poster(film))).isEqualTo(70);
    assertThat(only().state()).isEqualTo(State.PLACED);
    assertThat(world.rows().before(only())).as("still kept").isPresent();
  }

  @Test
  void aJellyfinThatFailsMayBeAskedAgain() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.done(false);
    world.fake().world().onImage(_ -> false);
    assertThatThrownBy(() -> undo(only())).isInstanceOf(Unavailable.class);
    world.fake().world().onImage(_ -> true);

    undo(only());

    assertThat(width(world.poster(film))).isEqualTo(40);
  }

  @Test
  void whoWasLostWhileHePutItBackIsTakenOverAfterAWhile() {
    var film = world.film(1);
    world.backdrop(film, 0, png(40, 1));
    world.done(false);
    var artwork = only();
    assertThat(steps().move(artwork, State.PLACED, State.UNDOING)).isTrue();
    // He came as far as this.
    world.backdrop(film, 1, world.rows().before(artwork).orElseThrow().bytes());
    assertThatThrownBy(() -> undo(artwork)).as("he may be alive").isInstanceOf(Conflict.class);
    database.change(change -> change.handle().execute("UPDATE artwork SET changed_at = 1"));

    undo(artwork);

    assertThat(world.backdrops(film)).containsExactly(40);
    assertThat(only().state()).isEqualTo(State.UNDONE);
  }

  @Test
  void noScanTouchesWhatIsBeingPutBack() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.done(false);
    steps().move(only(), State.PLACED, State.UNDOING);
    world.poster(film, png(30, 3));

    var scan = world.done(false);

    assertThat(world.fates(scan)).containsExactly(PictureFate.UNDER_WAY);
    assertThat(width(world.poster(film))).isEqualTo(30);
  }

  @Test
  void whatWasGivenUpCannotBePutBack() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.done(false);
    giveUp(only());

    assertThatThrownBy(() -> undo(only())).isInstanceOf(Conflict.class);

    assertThat(width(world.poster(film))).isEqualTo(80);
    assertThat(world.fates(world.done(false))).containsExactly(PictureFate.MADE_ALREADY);
  }

  /** As it stands where a node was lost in the midst of it. */
  private Artwork leftBehind(State state, String scan) {
    world.poster(world.film(1), png(40, 1));
    world.done(false);
    database.change(
        change ->
            change.handle().execute("UPDATE artwork SET state = ?", state.name())
                + change.handle().execute("UPDATE scan SET state = ?", scan));
    return only();
  }

  private void giveUp(Artwork artwork) {
    new GivingUp(world.rows(), steps()).of(artwork);
  }

  @Test
  void whatAScanHasLeftBehindIsPutBack() {
    undo(leftBehind(State.INTENDED, "FAILED"));

    assertThat(width(world.poster(world.film(1)))).isEqualTo(40);
    assertThat(only().state()).isEqualTo(State.UNDONE);
  }

  @Test
  void whatAScanHasLeftBehindIsGivenUp() {
    giveUp(leftBehind(State.INTENDED, "FAILED"));

    assertThat(only().state()).isEqualTo(State.OVERTAKEN);
    assertThat(only().kept()).isFalse();
    giveUp(only());
    world.poster(world.film(1), png(30, 2));
    assertThat(world.fates(world.done(false))).containsExactly(PictureFate.CHOSEN);
  }

  @Test
  void whatAScanIsAtIsNeitherPutBackNorGivenUp() {
    var artwork = leftBehind(State.INTENDED, "BEGINNING");

    assertThatThrownBy(() -> undo(artwork)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> giveUp(artwork)).isInstanceOf(Conflict.class);

    assertThat(only()).isEqualTo(artwork);
    assertThat(world.rows().before(artwork)).isPresent();
  }

  @Test
  void whatALostNodeWasPuttingBackIsGivenUpAfterAWhile() {
    var artwork = leftBehind(State.UNDOING, "DONE");
    assertThatThrownBy(() -> giveUp(artwork)).as("it may be alive").isInstanceOf(Conflict.class);
    database.change(change -> change.handle().execute("UPDATE artwork SET changed_at = 1"));

    giveUp(artwork);

    assertThat(only().state()).isEqualTo(State.PLACED);
    assertThat(only().kept()).isFalse();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    world.poster(world.film(1), png(40, 1));
    world.done(false);
    var gone = new Undoing(world.rows(), steps(), world.server().images());

    assertThatThrownBy(() -> gone.undo(ArtworkId.at(Instant.now()))).isInstanceOf(NotFound.class);
  }
}
