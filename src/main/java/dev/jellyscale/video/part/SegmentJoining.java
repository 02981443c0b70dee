package dev.jellyscale.video.part;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.protocol.job.AssembleFacts;
import dev.jellyscale.protocol.job.AssembleTask;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.job.JobPlan;
import dev.jellyscale.video.remux.Assembler;
import dev.jellyscale.video.remux.AssemblySpec;
import dev.jellyscale.video.remux.OutputVerifier;
import dev.jellyscale.video.segment.SegmentSurvey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Joins all segments of a job with the source's other streams to the finished file. */
public final class SegmentJoining {
  private final JobPlan plan;
  private final AssembleTask task;
  private final Progress progress;
  private final Path target;

  /** Hears how far the joining is. */
  @FunctionalInterface
  public interface Progress {

    /** Some steps later; every frame is joined and then verified, and the file is hashed. */
    void steps(long done, long total);
  }

  /**
   * @param plan of the task's wish and output
   */
  public SegmentJoining(JobPlan plan, AssembleTask task, Progress progress) {
    this.plan = plan;
    this.task = task;
    this.progress = progress;
    target = Path.of(task.target());
  }

  /**
   * Writes the file, verifies it and waits until it is on the disk. If it fails there is none.
   *
   * @throws Conflict if the source changed since the job was planned
   * @throws VerificationFailed if the segments are not those of all frames, or the finished file is
   *     not what it shall be
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; it stays so
   */
  public AssembleFacts join() {
    requireSource();
    boolean done = false;
    try {
      var facts = joined();
      done = true;
      return facts;
    } catch (IOException e) {
      throw WriteFailure.of(target, e);
    } finally {
      if (!done) {
        removeTarget();
      }
    }
  }

  private void requireSource() {
    var source = Path.of(task.wish().source());
    if (!PlanTelling.fingerprint(source).equals(task.fingerprint())) {
      throw new Conflict(
          "The source changed: " + ShownName.of(source) + " is not the file that was planned");
    }
  }

  private AssembleFacts joined() throws IOException {
    var segments = segments();
    var survey = survey(segments);
    var spec = spec(segments);
    long frames = survey.frames();
    long total = 2 * frames + 1;
    Assembler.assemble(spec, target, done -> progress.steps(done, total));
    requireSource();
    OutputVerifier.verify(target, spec, done -> progress.steps(frames + done, total));
    sync();
    var sha256 = FileDigest.sha256(target, () -> progress.steps(2 * frames, total));
    progress.steps(total, total);
    var unit = spec.encode().timing().timeBase();
    return new AssembleFacts(
        Files.size(target),
        sha256,
        (survey.endPts() - survey.firstPts()) * unit.value(),
        frames,
        streams(),
        plan.notes());
  }

  private List<Path> segments() {
    var folder = Path.of(task.segments().folder());
    return task.segments().names().stream().map(folder::resolve).toList();
  }

  private SegmentSurvey survey(List<Path> segments) {
    long wanted = plan.source().outputFrames();
    if (segments.isEmpty()) {
      throw new VerificationFailed("There are no segments, and " + wanted + " frames are needed");
    }
    var survey = SegmentSurvey.of(segments);
    if (survey.frames() != wanted) {
      throw new VerificationFailed(
          "The segments hold %d frames, and %d are needed".formatted(survey.frames(), wanted));
    }
    return survey;
  }

  private AssemblySpec spec(List<Path> segments) {
    var output = plan.output();
    return new AssemblySpec(
        plan.source().probed(),
        output.remux(),
        segments,
        output.encode(),
        output.window(),
        output.provenance());
  }

  /** What was changed behind the muxer is to be on the disk as well. */
  private void sync() throws IOException {
    try (var channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private int streams() {
    try (var input = InputFile.open(target)) {
      return input.streams();
    }
  }

  private void removeTarget() {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      throw WriteFailure.of(target, e);
    }
  }
}
