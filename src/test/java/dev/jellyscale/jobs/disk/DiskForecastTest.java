package dev.jellyscale.jobs.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.OutputFile;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.upkeep.Written;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DiskForecastTest {
  private static final Written NOTHING = new Written(TestJobs.FRAMES, 0, 0, false);

  /** 1280x720 by x264 at 18, 0.435 bits for each pixel. */
  private static final double GUESSED_FRAME = 1280 * 720 * 0.435 / 8;

  private static final double MARGIN = 1.1;

  private static Job job(JobState state, long otherBytes) {
    var plan = TestJobs.plan(1);
    var with =
        new JobPlan(
            plan.video(),
            plan.rendering(),
            plan.modelSha256(),
            plan.source(),
            otherBytes,
            plan.notes());
    return new Job(
        JobId.at(Instant.EPOCH),
        TestJobs.request(TestJobs.recipe(OptionalInt.empty())),
        state,
        Optional.of(with),
        0,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static DiskForecast forecast(JobState state, long otherBytes, Written written) {
    return DiskForecast.of(job(state, otherBytes), written).orElseThrow();
  }

  @Test
  void theEncoderTellsBeforeAnythingIsRendered() {
    var forecast = forecast(new JobState.Rendering(), 1_000_000, NOTHING);

    double video = TestJobs.FRAMES * GUESSED_FRAME * MARGIN;
    assertThat((double) forecast.film()).isEqualTo(video + 1_100_000, within(2.0));
    assertThat((double) forecast.work()).isEqualTo(2 * video + 1_100_000, within(2.0));
    assertThat(forecast.copy()).isEqualTo(forecast.film());
    assertThat(forecast.measured()).isFalse();
  }

  @Test
  void theFirstSegmentTellsOfTheOthers() {
    var written = new Written(TestJobs.FRAMES, 1000, 5_000_000, true);

    var forecast = forecast(new JobState.Rendering(), 0, written);

    assertThat(forecast.film()).isEqualTo(33_000_000);
    assertThat(forecast.work()).isEqualTo(33_000_000 + 27_500_000);
    assertThat(forecast.measured()).isTrue();
  }

  @Test
  void aJobThatIsJoinedNeedsItsFilmAlone() {
    var written = new Written(TestJobs.FRAMES, TestJobs.FRAMES, 6_000_000, true);

    assertThat(forecast(new JobState.Assembling(), 0, written))
        .isEqualTo(new DiskForecast(6_600_000, 6_600_000, 6_600_000, true));
  }

  @Test
  void aJobThatIsPublishedIsCopiedAtMost() {
    var state = new JobState.Verifying(new OutputFile(1, 4711, TestJobs.SHA256));

    assertThat(forecast(state, 0, NOTHING)).isEqualTo(new DiskForecast(4711, 0, 4711, true));
  }

  @Test
  void aPausedJobNeedsWhatItWillNeed() {
    var rendering = new JobState.Rendering();

    assertThat(forecast(rendering.pause(), 0, NOTHING)).isEqualTo(forecast(rendering, 0, NOTHING));
  }

  @Test
  void whatIsOverNeedsNothing() {
    assertThat(DiskForecast.of(job(new JobState.Cancelled(), 0), NOTHING)).isEmpty();
  }
}
