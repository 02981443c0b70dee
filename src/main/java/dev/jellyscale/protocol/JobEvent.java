package dev.jellyscale.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a running job tells, in the order in which it happens; one line of {@code --json} each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobEvent.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = JobEvent.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = JobEvent.StepBegun.class, name = "step"),
  @JsonSubTypes.Type(value = JobEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = JobEvent.Estimated.class, name = "estimated"),
  @JsonSubTypes.Type(value = JobEvent.Interrupted.class, name = "interrupted"),
  @JsonSubTypes.Type(value = JobEvent.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = JobEvent.Skipped.class, name = "skipped"),
  @JsonSubTypes.Type(value = JobEvent.DoneBefore.class, name = "done before"),
  @JsonSubTypes.Type(value = JobEvent.FolderFinished.class, name = "folder")
})
public sealed interface JobEvent {

  /**
   * All refusals are behind, work begins.
   *
   * @param frames that the output will have
   * @param framesDone of them, by a run before this one
   */
  record Planned(String source, String destination, long frames, long framesDone)
      implements JobEvent {}

  /**
   * Some frames later.
   *
   * @param frame number of finished frames, those of runs before included
   * @param framesPerSecond of this run; 0 where unknown yet
   * @param secondsLeft until all frames are finished; negative where unknown yet
   */
  record Progress(long frame, long frames, double framesPerSecond, double secondsLeft)
      implements JobEvent {}

  /** Work behind the last frame has begun. */
  record StepBegun(Step step) implements JobEvent {}

  /** Steps behind the last frame. */
  enum Step {
    ASSEMBLE,
    VERIFY
  }

  /** The output stands under its final name. */
  record Finished(UpscaleReport report) implements JobEvent {}

  /**
   * What the whole job would cost, by a measured part.
   *
   * @param measuredFrames frames that were rendered to know it
   * @param framesPerSecond at which they were rendered
   * @param seconds of work
   * @param bytes of the output file, about
   */
  record Estimated(
      String source,
      long frames,
      long measuredFrames,
      double framesPerSecond,
      double seconds,
      long bytes)
      implements JobEvent {}

  /**
   * Stopped by the user. The same command goes on from here.
   *
   * @param framesDone finished and kept
   * @param workDirectory where they are
   */
  record Interrupted(String source, long framesDone, long frames, String workDirectory)
      implements JobEvent {}

  /**
   * Nothing came of it, and nothing is left of it.
   *
   * @param exitCode that a job of this file alone ends with
   */
  record Failed(String source, int exitCode, String message) implements JobEvent {}

  /** A file of a folder that is no video. */
  record Skipped(String source, String message) implements JobEvent {}

  /** The output of a file of a folder stands there already, made in the same way. */
  record DoneBefore(String source, String destination) implements JobEvent {}

  /**
   * All files of a folder were tried.
   *
   * @param doneBefore whose outputs an earlier run had made in the same way
   */
  record FolderFinished(
      List<String> finished, List<String> doneBefore, List<String> failed, List<String> skipped)
      implements JobEvent {}
}
