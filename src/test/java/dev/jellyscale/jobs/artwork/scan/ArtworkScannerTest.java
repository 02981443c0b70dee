package dev.jellyscale.jobs.artwork.scan;

import static dev.jellyscale.jobs.artwork.ArtworkWorld.ONE;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.TWO;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.png;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.rule;
import static dev.jellyscale.jobs.artwork.ArtworkWorld.width;
import static dev.jellyscale.jobs.artwork.PictureFate.CHANGED;
import static dev.jellyscale.jobs.artwork.PictureFate.CHOSEN;
import static dev.jellyscale.jobs.artwork.PictureFate.MADE_ALREADY;
import static dev.jellyscale.jobs.artwork.PictureFate.NOT_HANDLED;
import static dev.jellyscale.jobs.artwork.PictureFate.NO_ROOM;
import static dev.jellyscale.jobs.artwork.PictureFate.OVER_CEILING;
import static dev.jellyscale.jobs.artwork.PictureFate.TOO_LARGE;
import static dev.jellyscale.jobs.artwork.PictureFate.WIDE_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.jellyscale.jellyfin.Misbehaviour;
import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.ArtworkOnDatabase;
import dev.jellyscale.jobs.artwork.PictureFate;
import dev.jellyscale.jobs.artwork.PictureLine;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps.Room;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.Scan.State;
import dev.jellyscale.jobs.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ArtworkScannerTest extends ArtworkOnDatabase {
  ArtworkScannerTest(TestDatabase kind) {
    super(kind);
  }

  /** The node dies. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aDryRunTellsExactlyWhatTheRunBehindItChanges() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.backdrop(film, 0, png(60, 2));
    world.backdrop(film, 1, png(120, 3));

    var dry = world.done(true);

    assertThat(dry.state()).isEqualTo(State.DONE);
    assertThat(world.fates(dry)).containsExactlyInAnyOrder(CHOSEN, CHOSEN, WIDE_ENOUGH);
    assertThat(width(world.poster(film))).isEqualTo(40);
    assertThat(all()).isEmpty();
    assertThat(world.enlarged()).isEmpty();

    var real = world.done(false);

    assertThat(real.state()).isEqualTo(State.DONE);
    assertThat(world.lines(real))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("artwork")
        .isEqualTo(world.lines(dry));
    assertThat(world.enlarged())
        .containsExactlyElementsOf(
            world.lines(dry).stream().flatMap(line -> line.after().stream()).toList());
    assertThat(width(world.poster(film))).isEqualTo(80);
    assertThat(world.backdrops(film)).containsExactly(120, 120);
  }

  @Test
  void whatWasThereBeforeIsKept() {
    var film = world.film(1);
    var before = png(40, 1);
    world.poster(film, before);

    var scan = world.done(false);

    var artwork = all().getFirst();
    assertThat(world.lines(scan).getFirst().artwork()).contains(artwork.id());
    assertThat(artwork.state()).isEqualTo(Artwork.State.PLACED);
    assertThat(artwork.after().bytes()).isEqualTo(world.poster(film).length);
    assertThat(world.rows().before(artwork).orElseThrow().bytes()).isEqualTo(before);
    assertThat(world.rows().before(artwork).orElseThrow().type()).isEqualTo("image/png");
  }

  @Test
  void noPictureIsEnlargedTwice() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.done(false);
    world.fake().forget();

    var next = world.done(false);

    assertThat(world.fates(next)).containsExactly(MADE_ALREADY);
    assertThat(world.enlarged()).hasSize(1);
    assertThat(world.fake().calls("GET /Items/" + film.id() + "/Images/Primary/0")).isZero();
  }

  @Test
  void oursIsKnownByItsBytesWhereItsTagHasChanged() {
    world.poster(world.film(1), png(40, 1));
    world.done(false);
    database.change(change -> change.handle().execute("UPDATE artwork SET tag = 'other'"));

    assertThat(world.fates(world.done(false))).containsExactly(MADE_ALREADY);
  }

  @Test
  void whatSomebodyHasChangedSinceIsAnotherPicture() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.done(false);
    world.poster(film, png(30, 2));

    var next = world.done(false);

    assertThat(world.fates(next)).containsExactly(CHOSEN);
    assertThat(width(world.poster(film))).isEqualTo(60);
  }

  @Test
  void theNewestComeFirstUpToTheCeiling() {
    for (int number = 1; number <= 3; number++) {
      world.poster(world.film(number), png(40, number));
    }

    var scan = world.ask(rule(2), new Scan.Kind(false, false));
    world.runner(ONE).next();

    assertThat(world.lines(scan))
        .extracting(line -> line.picture().name(), PictureLine::fate)
        .containsExactly(
            tuple("Film 3", CHOSEN), tuple("Film 2", CHOSEN), tuple("Film 1", OVER_CEILING));
    assertThat(world.enlarged()).hasSize(2);
  }

  @Test
  void whatIsNoPictureOrTooLargeIsLeft() {
    // The fake says 400 columns of what it cannot read.
    world.poster(world.film(1), "GIF89a".getBytes(StandardCharsets.US_ASCII));
    world.poster(world.film(2), png(90, 1));

    var scan = world.ask(rule(5, 500), new Scan.Kind(false, false));
    world.runner(ONE).next();

    assertThat(world.fates(scan)).containsExactly(TOO_LARGE, NOT_HANDLED);
    assertThat(all()).isEmpty();
  }

  @Test
  void whatChangesWhileItIsEnlargedIsLeft() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.whileEnlarging(() -> world.poster(film, png(50, 2)));

    var scan = world.done(false);

    assertThat(world.fates(scan)).containsExactly(CHANGED);
    assertThat(width(world.poster(film))).isEqualTo(50);
    assertThat(all()).isEmpty();
  }

  @Test
  void whereThereIsNoRoomPicturesStayAsTheyAre() {
    world.room(new Room(1, 1 << 20));
    var old = world.film(1);
    world.poster(old, png(40, 1));
    world.poster(world.film(2), png(40, 2));

    var scan = world.done(false);

    assertThat(world.fates(scan)).containsExactly(CHOSEN, NO_ROOM);
    assertThat(world.enlarged()).as("nothing is enlarged in vain").hasSize(1);
    assertThat(width(world.poster(old))).isEqualTo(40);
    assertThat(world.rows().before(all().getFirst())).isPresent();
  }

  @Test
  void aScanGivesWayBetweenPictures() {
    world.poster(world.film(1), png(40, 1));
    world.poster(world.film(2), png(40, 2));
    world.whileEnlarging(() -> world.gate(Optional.of("Somebody watches")));
    var scan = world.ask(false);

    boolean went = world.runner(ONE).next();

    assertThat(went).isFalse();
    assertThat(world.enlarged()).hasSize(1);
    assertThat(world.again(scan).state()).isEqualTo(State.BEGINNING);

    world.whileEnlarging(() -> {});
    world.gate(Optional.empty());
    world.silence();
    world.runner(TWO).next();

    assertThat(world.again(scan).state()).isEqualTo(State.DONE);
    assertThat(world.enlarged()).hasSize(2);
  }

  @Test
  void aNodeThatDiesWhileItEnlargesLeavesThePictureToTheNext() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.whileEnlarging(
        () -> {
          throw new Killed();
        });
    var scan = world.ask(false);
    assertThatThrownBy(() -> world.runner(ONE).next()).isInstanceOf(Killed.class);
    world.whileEnlarging(() -> {});
    assertThat(world.runner(TWO).next()).as("before the silence is long enough").isFalse();
    world.silence();

    world.runner(TWO).next();

    assertThat(world.again(scan).state()).isEqualTo(State.DONE);
    assertThat(width(world.poster(film))).isEqualTo(80);
    assertThat(all()).hasSize(1);
  }

  @Test
  void aBackdropThatWasPutBeforeTheNodeWasLostIsNotPutAgain() {
    var film = world.film(1);
    world.backdrop(film, 0, png(40, 1));
    world.backdrop(film, 1, png(200, 2));
    world
        .fake()
        .world()
        .onImage(
            _ -> {
              world.fake().misbehaves(Misbehaviour.ERROR);
              return true;
            });
    var scan = world.ask(false);
    world.runner(ONE).next();
    assertThat(world.backdrops(film)).containsExactly(40, 200, 80);
    assertThat(world.again(scan).state()).isEqualTo(State.BEGINNING);
    world.fake().behaves();
    world.silence();

    world.runner(TWO).next();

    assertThat(world.again(scan).state()).isEqualTo(State.DONE);
    assertThat(world.backdrops(film)).containsExactly(200, 80);
    assertThat(world.enlarged()).hasSize(1);
    assertThat(all()).extracting(Artwork::state).containsExactly(Artwork.State.PLACED);
    assertThat(world.fates(world.done(false))).containsExactly(WIDE_ENOUGH, MADE_ALREADY);
  }

  @Test
  void whatJellyfinDoesNotTakeIsTriedAFewTimes() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    world.fake().world().onImage(_ -> false);
    var scan = world.ask(false);

    for (int tries = 0; tries < 4; tries++) {
      world.runner(ONE).next();
      world.silence();
    }

    assertThat(world.again(scan).state()).isEqualTo(State.DONE);
    assertThat(world.fates(scan)).containsExactly(PictureFate.FAILED);
    assertThat(width(world.poster(film))).isEqualTo(40);
    assertThat(all()).as("nothing came of it").isEmpty();
    world.fake().world().onImage(_ -> true);
    assertThat(world.fates(world.done(false)))
        .as("another run tries again")
        .containsExactly(CHOSEN);
    assertThat(width(world.poster(film))).isEqualTo(80);
  }

  @Test
  void whoWasTakenForDeadChangesNothingMore() {
    var film = world.film(1);
    world.poster(film, png(40, 1));
    var scan = world.ask(false);
    world.whileEnlarging(
        () -> {
          world.whileEnlarging(() -> {});
          world.silence();
          world.runner(TWO).next();
          world.poster(film, png(70, 9));
        });

    world.runner(ONE).next();

    assertThat(world.again(scan).state()).isEqualTo(State.DONE);
    assertThat(width(world.poster(film))).as("somebody has put another one").isEqualTo(70);
    assertThat(all()).hasSize(1);
  }
}
