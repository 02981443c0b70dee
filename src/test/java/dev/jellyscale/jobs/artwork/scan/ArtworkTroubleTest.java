package dev.jellyscale.jobs.artwork.scan;

import static dev.jellyscale.jobs.artwork.ArtworkWorld.ONE;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.TWO;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.png;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.rule;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.width;
import static dev.jellyscale.jobs.artwork.PictureFate.CHOSEN;
import static dev.jellyscale.jobs.artwork.PictureFate.GONE;
import static dev.jellyscale.jobs.artwork.PictureFate.NOT_GIVEN;
import static dev.jellyscale.jobs.artwork.PictureFate.WIDE_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jellyfin.Misbehaviour;
import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.ArtworkOnDatabase;
import dev.jellyscale.jobs.artwork.GivingUp;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps.Room;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.Scan.State;
import dev.jellyscale.jobs.store.TestDatabase;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Scans beside a Jellyfin that fails, and beside people who change pictures meanwhile. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ArtworkTroubleTest extends ArtworkOnDatabase {
  ArtworkTroubleTest(TestDatabase kind) {
    super(kind);
  }

  @Test
  void aPictureThatJellyfinCannotGiveKeepsNoOther() {
    var whole = world.film(1);
    world.poster(whole, png(40, 1));
    var lost = world.film(2);
    world.poster(lost, png(40, 2));
    world.poster(world.film(3), new byte[(32 << 20) + 1]);
    world
        .fake()
        .misbehaves(Misbehaviour.ERROR, ("/Items/" + lost.id() + "/Images/Primary/0")::equals);

    var scan = world.ask(rule(5, 500), new Scan.Kind(false, false));
    world.runner(ONE).next();

    assertThat(world.again(scan).state()).isEqualTo(State.DONE);
    assertThat(world.fates(scan)).containsExactly(NOT_GIVEN, NOT_GIVEN, CHOSEN);
    assertThat(width(world.poster(whole))).isEqualTo(80);
  }

  @Test
  void anItemWhosePicturesAreNotToldKeepsNoOther() {
    world.poster(world.film(1), png(40, 1));
    var lost = world.film(2);
    world.poster(lost, png(40, 2));
    world.fake().misbehaves(Misbehaviour.ERROR, ("/Items/" + lost.id() + "/Images")::equals);

    var scan = world.done(false);

    assertThat(scan.state()).isEqualTo(State.DONE);
    assertThat(world.fates(scan)).containsExactly(CHOSEN);
  }

  @Test
  void aScanWaitsForAJellyfinThatIsDown() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    var down = new AtomicBoolean();
    world
        .fake()
        .misbehaves(
            Misbehaviour.GONE,
            path -> {
              down.compareAndSet(false, path.contains("/Images/Primary"));
              return down.get();
            });
    var scan = world.ask(false);

    assertThat(world.runner(ONE).next()).isFalse();

    assertThat(world.again(scan).state()).isEqualTo(State.LOOKING);
    world.fake().behaves();
    world.silence();
    world.runner(TWO).next();
    assertThat(world.again(scan).state()).isEqualTo(State.DONE);
    assertThat(world.fates(scan)).containsExactly(CHOSEN);
    assertThat(width(world.poster(film))).isEqualTo(80);
  }

  @Test
  void aBackdropThatCannotBeReadIsNoHindranceForTheOneBehindIt() {
    var film = world.film(1);
    world.backdrop(film, 0, png(200, 1));
    world.backdrop(film, 1, png(40, 2));
    world
        .fake()
        .misbehaves(Misbehaviour.ERROR, ("/Items/" + film.id() + "/Images/Backdrop/0")::equals);

    var scan = world.done(false);

    assertThat(world.fates(scan)).containsExactly(WIDE_ENOUGH, CHOSEN);
    assertThat(world.backdrops(film)).containsExactly(200, 80);
    assertThat(all()).extracting(Artwork::state).containsExactly(Artwork.State.PLACED);
  }

  @Test
  void whereBackdropsMoveMeanwhileTheOldOneGoesAndNoOther() {
    var film = world.film(1);
    world.backdrop(film, 0, png(200, 1));
    world.backdrop(film, 1, png(40, 2));
    world.backdrop(film, 2, png(210, 3));
    somebodyTakesAway(film.id() + "/Backdrop/0");

    world.done(false);

    assertThat(world.backdrops(film)).containsExactly(210, 80);
  }

  @Test
  void whereTheOldBackdropIsGoneAlreadyNoneIsTakenAway() {
    var film = world.film(1);
    world.backdrop(film, 0, png(200, 1));
    world.backdrop(film, 1, png(40, 2));
    world.backdrop(film, 2, png(210, 3));
    somebodyTakesAway(film.id() + "/Backdrop/1");

    world.done(false);

    assertThat(world.backdrops(film)).containsExactly(200, 210, 80);
    assertThat(all()).extracting(Artwork::state).containsExactly(Artwork.State.PLACED);
  }

  /** In the moment in which the larger one comes. */
  private void somebodyTakesAway(String image) {
    var there = world.fake().world();
    there.onImage(_ -> there.removeImage(image));
  }

  @Test
  void whereMemoryIsTooSmallForOnePictureTheScanEndsAndTheNextBegins() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.whileEnlarging(
        () -> {
          throw new OutOfMemoryError("Java heap space");
        });
    var runner = world.runner(ONE);
    var scan = world.ask(false);

    assertThat(runner.next()).isTrue();

    assertThat(world.again(scan).state()).isEqualTo(State.FAILED);
    world.whileEnlarging(() -> {});
    world.ask(false);
    assertThat(runner.next()).isTrue();
    assertThat(width(world.poster(film))).isEqualTo(80);
  }

  @Test
  void anItemThatVanishesLeavesNothingAtWorkAndTakesNoRoomForEver() {
    world.room(new Room(1, 1 << 20));
    var film = world.film(2);
    world.poster(film, png(40, 1));
    world.whileEnlarging(() -> world.fake().world().remove(film));

    var scan = world.done(false);

    assertThat(world.fates(scan)).containsExactly(GONE);
    var left = all().getFirst();
    assertThat(left.state()).isEqualTo(Artwork.State.OVERTAKEN);
    assertThat(world.rows().before(left)).as("it may be all that is left of it").isPresent();
    var steps = new ArtworkSteps(database, world.room());
    assertThat(steps.hasRoom(1)).isFalse();

    new GivingUp(world.rows(), steps).of(left);

    assertThat(steps.hasRoom(1)).isTrue();
  }

  @Test
  void whatALostNodeHasBegunToPutBackIsPutBackByTheNextScan() {
    var film = world.film(1);
    world.backdrop(film, 0, png(40, 1));
    world.done(false);
    new ArtworkSteps(database, Room.USUAL)
        .move(all().getFirst(), Artwork.State.PLACED, Artwork.State.UNDOING);
    database.change(change -> change.handle().execute("UPDATE artwork SET changed_at = 1"));
    world.backdrop(film, 1, png(30, 2));

    world.done(false);

    assertThat(world.backdrops(film)).containsExactly(40, 60);
    assertThat(all())
        .extracting(Artwork::state)
        .containsExactly(Artwork.State.PLACED, Artwork.State.UNDONE);
  }
}
