package dev.jellyscale.api.v1.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.OutputFile;
import dev.jellyscale.jobs.disk.DiskForecast;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.TargetBox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A job as callers see it. Files are named by their roots; no folder of any machine is told.
 *
 * @param state in small letters
 * @param pausedFrom where a paused job goes on
 * @param waiting a sentence why nothing goes on now
 * @param fault why it failed
 * @param plan missing until it was planned
 * @param progress missing until it was planned, and in lists for jobs that are finished
 * @param disk what it will still write; missing in lists, until it was planned, and when it is over
 * @param publish where the film shall go beside the output root, and went; missing where nobody has
 *     asked and it is not published
 * @param file the finished film
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record JobView(
    String id,
    String state,
    Optional<String> pausedFrom,
    Optional<String> waiting,
    Optional<FaultView> fault,
    int priority,
    Optional<String> window,
    RecipeView recipe,
    Optional<PlanView> plan,
    Optional<ProgressView> progress,
    Optional<DiskView> disk,
    Optional<PublishView> publish,
    Optional<FileView> file,
    Instant createdAt,
    Instant changedAt) {

  /**
   * Why something did not succeed.
   *
   * @param code for programs
   * @param reason a sentence
   */
  public record FaultView(String code, String reason) {
    static FaultView of(Fault fault) {
      return new FaultView(fault.code(), Wording.of(fault.reason()));
    }
  }

  /** What was asked for; what is missing was left open. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record RecipeView(
      String source,
      String output,
      String model,
      OptionalInt scale,
      Optional<String> to,
      Optional<String> encoder,
      Optional<String> preset,
      OptionalInt crf,
      Optional<String> provider,
      OptionalInt framesPerSegment) {
    static RecipeView of(JobRecipe recipe) {
      return new RecipeView(
          recipe.source().toString(),
          recipe.output().toString(),
          recipe.model().value(),
          recipe.scale().times(),
          recipe.scale().within().map(TargetBox::of),
          recipe.encoder().name(),
          recipe.encoder().preset(),
          recipe.encoder().quality(),
          recipe.provider().map(StateWord::of),
          recipe.framesPerSegment());
    }
  }

  /**
   * What was found out about the source and the recipe.
   *
   * @param frames of the source
   * @param framesPerSecond of the source, on average
   * @param encoder all that it is told
   * @param notes sentences that whoever asked should know
   */
  public record PlanView(
      long frames,
      double framesPerSecond,
      SizeView input,
      SizeView output,
      String provider,
      String encoder,
      List<String> notes) {
    static PlanView of(JobPlan plan) {
      var video = plan.video();
      return new PlanView(
          video.frames(),
          video.framesPerSecond().value(),
          SizeView.of(video.input()),
          SizeView.of(video.output()),
          StateWord.of(plan.rendering().provider()),
          plan.rendering().encoderInWords(),
          plan.notes().stream().map(Wording::of).toList());
    }
  }

  /** Pixels. */
  public record SizeView(int width, int height) {
    static SizeView of(Size size) {
      return new SizeView(size.width(), size.height());
    }
  }

  /** A finished film. */
  public record FileView(long bytes, String sha256) {
    static FileView of(OutputFile file) {
      return new FileView(file.bytes(), file.sha256());
    }
  }

  /**
   * What a job will still write, about.
   *
   * @param filmBytes of the finished film
   * @param workBytes into the work directory from now on
   * @param measured whether the job's own segments tell; else its encoder and quality do
   */
  public record DiskView(long filmBytes, long workBytes, boolean measured) {
    static DiskView of(DiskForecast forecast) {
      return new DiskView(forecast.film(), forecast.work(), forecast.measured());
    }
  }

  /** What is told of a job beside its row. */
  record Beside(
      Optional<ProgressView> progress,
      Optional<DiskForecast> disk,
      Optional<PublishedFile> published) {}

  static JobView of(Job job, Beside beside) {
    var state = job.state();
    return new JobView(
        job.id().value(),
        StateWord.of(state.kind()),
        state instanceof JobState.Paused paused
            ? Optional.of(StateWord.of(paused.before().kind()))
            : Optional.empty(),
        job.waiting().map(Wording::of),
        state instanceof JobState.Failed failed
            ? Optional.of(FaultView.of(failed.fault()))
            : Optional.empty(),
        job.priority(),
        job.request().window(),
        RecipeView.of(job.recipe()),
        job.plan().map(PlanView::of),
        beside.progress(),
        beside.disk().map(DiskView::of),
        PublishView.of(job.request().publish(), beside.published()),
        state instanceof JobState.Published published
            ? Optional.of(FileView.of(published.output()))
            : Optional.empty(),
        job.createdAt(),
        job.changedAt());
  }
}
