package dev.jellyscale.api.upscaler.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.JobState.Cancelled;
import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.JobState.Paused;
import dev.jellyscale.jobs.JobState.Planning;
import dev.jellyscale.jobs.JobState.Queued;
import dev.jellyscale.jobs.JobState.Rendering;
import org.junit.jupiter.api.Test;

/** States and priorities in the facade's words. */
class JobWordsTest {

  @Test
  void oneIsTheMostUrgentThereAndTheLeastUrgentHere() {
    assertThat(JobWords.mirrored(1)).isEqualTo(10);
    assertThat(JobWords.mirrored(10)).isEqualTo(1);
    assertThat(JobWords.mirrored(JobWords.mirrored(5))).isEqualTo(5);
    assertThatThrownBy(() -> JobWords.mirrored(0)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> JobWords.mirrored(11)).isInstanceOf(Invalid.class);
  }

  @Test
  void statesHaveTheWordsThatPagesKnow() {
    assertThat(JobWords.status(new Queued())).isEqualTo("Queued");
    assertThat(JobWords.status(new Planning())).isEqualTo("Starting");
    assertThat(JobWords.status(new Rendering())).isEqualTo("Processing");
    assertThat(JobWords.status(new Paused(new Rendering()))).isEqualTo("Paused");
    assertThat(JobWords.status(new Cancelled())).isEqualTo("Cancelled");
    assertThat(JobWords.status(new Failed(Fault.passing("engine", "It fell")))).isEqualTo("Failed");
  }

  @Test
  void pausedJobTellsWhatItWillGoOnWith() {
    assertThat(JobWords.phase(new Paused(new Rendering()))).isEqualTo("Upscaling");
    assertThat(JobWords.phase(new Queued())).isEqualTo("Waiting");
  }
}
