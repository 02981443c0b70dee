package dev.jellyscale.jobs.rules;

import static dev.jellyscale.jobs.rules.Judgement.Reason.ADDED_EARLIER;
import static dev.jellyscale.jobs.rules.Judgement.Reason.GIVEN_UP;
import static dev.jellyscale.jobs.rules.Judgement.Reason.LENGTH_UNKNOWN;
import static dev.jellyscale.jobs.rules.Judgement.Reason.MADE_ALREADY;
import static dev.jellyscale.jobs.rules.Judgement.Reason.MADE_BY_US;
import static dev.jellyscale.jobs.rules.Judgement.Reason.NOT_MAPPED;
import static dev.jellyscale.jobs.rules.Judgement.Reason.NOT_READABLE;
import static dev.jellyscale.jobs.rules.Judgement.Reason.OTHER_GENRE;
import static dev.jellyscale.jobs.rules.Judgement.Reason.SEEN_OTHERWISE;
import static dev.jellyscale.jobs.rules.Judgement.Reason.SIZE_UNKNOWN;
import static dev.jellyscale.jobs.rules.Judgement.Reason.TOO_LARGE;
import static dev.jellyscale.jobs.rules.Judgement.Reason.TOO_LONG;
import static dev.jellyscale.jobs.rules.Judgement.Reason.TOO_SHORT;
import static dev.jellyscale.jobs.rules.Judgement.Reason.UNDER_WAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jobs.rules.FoundVideo.Footage;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.FoundVideo.Traits;
import dev.jellyscale.jobs.rules.Judgement.Chosen;
import dev.jellyscale.jobs.rules.Judgement.Left;
import dev.jellyscale.jobs.rules.Judgement.RedoOffered;
import dev.jellyscale.jobs.rules.Selection.Watched;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleJudgeTest {
  private static final ItemId LIBRARY = ItemId.parse("f137a2dd21bbc1b99aa5c0f6bf02a805");
  private static final UserId USER = UserId.parse("6eec632a-ff0d-4d09-aad0-bf9e90b14bc6");
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Place.Here HERE =
      new Place.Here(new RootedPath("media", "films/a.mkv"), 1000, 5);

  private static final Selection ALL =
      new Selection(
          List.of(LIBRARY), Set.of(), Optional.empty(), Optional.empty(), SourceBounds.NONE);

  private static final Selection STRICT =
      new Selection(
          List.of(LIBRARY),
          Set.of("Drama", " anime "),
          Optional.of(new Watched(USER, false)),
          Optional.of(NEW_YEAR),
          new SourceBounds(
              Optional.of(new Size(1280, 720)),
              Optional.of(Duration.ofMinutes(10)),
              Optional.of(Duration.ofHours(3))));

  private static final FoundVideo FITTING =
      new FoundVideo(
          ItemId.parse("0123456789abcdef0123456789abcdef"),
          "A film",
          new Traits(Set.of("Comedy", "ANIME"), Optional.of(NEW_YEAR.plusSeconds(1))),
          new Footage(
              Optional.of(new Size(720, 576)),
              Optional.of(Duration.ofMinutes(90)),
              Optional.of(25.0)),
          HERE);

  private static Judgement judge(Selection selection, FoundVideo video, PastWork past) {
    return judge(selection, video, past, Optional.of(false));
  }

  private static Judgement judge(
      Selection selection, FoundVideo video, PastWork past, Optional<Boolean> seen) {
    return new RuleJudge(selection)
        .judge(
            video,
            new RuleJudge.Facts() {
              @Override
              public Optional<Boolean> seen(UserId user, ItemId item) {
                assertThat(user).isEqualTo(USER);
                assertThat(item).isEqualTo(video.item());
                return seen;
              }

              @Override
              public PastWork past(Place.Here file, Footage footage) {
                return past;
              }
            });
  }

  static Stream<Arguments> whatKeepsAVideoAsItIs() {
    return Stream.of(
        row(OTHER_GENRE, video -> with(video, Set.of("Comedy"))),
        row(OTHER_GENRE, video -> with(video, Set.<String>of())),
        row(ADDED_EARLIER, video -> added(video, Optional.of(NEW_YEAR))),
        row(ADDED_EARLIER, video -> added(video, Optional.empty())),
        row(SIZE_UNKNOWN, video -> picture(video, Optional.empty())),
        row(TOO_LARGE, video -> picture(video, Optional.of(new Size(1281, 2)))),
        row(TOO_LARGE, video -> picture(video, Optional.of(new Size(2, 721)))),
        row(LENGTH_UNKNOWN, video -> length(video, Optional.empty())),
        row(TOO_SHORT, video -> length(video, Optional.of(Duration.ofSeconds(599)))),
        row(TOO_LONG, video -> length(video, Optional.of(Duration.ofSeconds(10_801)))),
        row(NOT_MAPPED, video -> at(video, new Place.Unmapped())),
        row(NOT_READABLE, video -> at(video, new Place.Missing(HERE.path()))));
  }

  private static Arguments row(Judgement.Reason reason, UnaryOperator<FoundVideo> change) {
    return Arguments.of(reason, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatKeepsAVideoAsItIs(Judgement.Reason reason, UnaryOperator<FoundVideo> change) {
    var judgement = judge(STRICT, change.apply(FITTING), new PastWork.None());

    assertThat(judgement).isEqualTo(new Left(reason));
  }

  @Test
  void whatFitsAllBoundsIsChosen() {
    assertThat(judge(STRICT, FITTING, new PastWork.None())).isEqualTo(new Chosen());
  }

  @Test
  void boundsThemselvesAreInside() {
    var edge =
        length(
            picture(FITTING, Optional.of(new Size(1280, 720))), Optional.of(Duration.ofHours(3)));

    assertThat(judge(STRICT, edge, new PastWork.None())).isEqualTo(new Chosen());
  }

  @ParameterizedTest(name = "{0}x{1} fits into {2}x{3}: {4}")
  @CsvSource({
    "1920,800,1280,720,false",
    "1280,536,1280,720,true",
    "1280,536,720,576,false",
    "720,576,720,576,true",
    "720,577,720,576,false",
    "1440,1080,1920,1080,true",
    "1080,1920,1920,1080,false",
  })
  void aFlatPictureIsNotASmallOne(
      int width, int height, int boxWidth, int boxHeight, boolean fits) {
    var bounds =
        new SourceBounds(
            Optional.of(new Size(boxWidth, boxHeight)), Optional.empty(), Optional.empty());

    assertThat(bounds.admits(new Size(width, height))).isEqualTo(fits);
  }

  static Stream<Arguments> whatWasDoneBefore() {
    var other = new ModelId("swift-x2");
    return Stream.of(
        Arguments.of(new PastWork.None(), new Chosen()),
        Arguments.of(new PastWork.Ours(), new Left(MADE_BY_US)),
        Arguments.of(new PastWork.UnderWay(), new Left(UNDER_WAY)),
        Arguments.of(new PastWork.Made(other, true), new Left(MADE_ALREADY)),
        Arguments.of(new PastWork.Made(other, false), new RedoOffered(other)),
        Arguments.of(new PastWork.GivenUp(), new Left(GIVEN_UP)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void whatWasDoneBefore(PastWork past, Judgement judgement) {
    assertThat(judge(ALL, FITTING, past)).isEqualTo(judgement);
  }

  @Test
  void whatAUserHasSeenIsLeftToARuleForTheUnseen() {
    assertThat(judge(STRICT, FITTING, new PastWork.None(), Optional.of(true)))
        .isEqualTo(new Left(SEEN_OTHERWISE));
    assertThat(judge(STRICT, FITTING, new PastWork.None(), Optional.empty()))
        .isEqualTo(new Left(SEEN_OTHERWISE));
  }

  @Test
  void nobodyIsAskedAboutWhatDoesNotFit() {
    RuleJudge.Facts nobody =
        new RuleJudge.Facts() {
          @Override
          public Optional<Boolean> seen(UserId user, ItemId video) {
            throw new AssertionError("asked");
          }

          @Override
          public PastWork past(Place.Here file, Footage footage) {
            throw new AssertionError("asked");
          }
        };

    assertThat(new RuleJudge(STRICT).judge(with(FITTING, Set.of("News")), nobody))
        .isEqualTo(new Left(OTHER_GENRE));
    assertThat(new RuleJudge(ALL).judge(at(FITTING, new Place.Unmapped()), nobody))
        .isEqualTo(new Left(NOT_MAPPED));
  }

  private static FoundVideo with(FoundVideo video, Set<String> genres) {
    var traits = video.traits();
    return with(video, new Traits(genres, traits.added()));
  }

  private static FoundVideo added(FoundVideo video, Optional<Instant> added) {
    var traits = video.traits();
    return with(video, new Traits(traits.genres(), added));
  }

  private static FoundVideo with(FoundVideo video, Traits traits) {
    return new FoundVideo(video.item(), video.name(), traits, video.footage(), video.place());
  }

  private static FoundVideo picture(FoundVideo video, Optional<Size> picture) {
    var footage = video.footage();
    return with(video, new Footage(picture, footage.length(), footage.rate()));
  }

  private static FoundVideo length(FoundVideo video, Optional<Duration> length) {
    var footage = video.footage();
    return with(video, new Footage(footage.picture(), length, footage.rate()));
  }

  private static FoundVideo with(FoundVideo video, Footage footage) {
    return new FoundVideo(video.item(), video.name(), video.traits(), footage, video.place());
  }

  private static FoundVideo at(FoundVideo video, Place place) {
    return new FoundVideo(video.item(), video.name(), video.traits(), video.footage(), place);
  }
}
