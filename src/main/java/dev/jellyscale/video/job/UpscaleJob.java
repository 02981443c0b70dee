package dev.jellyscale.video.job;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.protocol.JobEvent.Finished;
import dev.jellyscale.protocol.JobEvent.Interrupted;
import dev.jellyscale.protocol.JobEvent.Planned;
import dev.jellyscale.protocol.JobEvent.Step;
import dev.jellyscale.protocol.JobEvent.StepBegun;
import dev.jellyscale.protocol.UpscaleReport;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.publish.Publication;
import dev.jellyscale.video.remux.Assembler;
import dev.jellyscale.video.remux.AssemblySpec;
import dev.jellyscale.video.remux.OutputVerifier;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.work.SourceFingerprint;
import dev.jellyscale.video.work.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Upscales one file. Its output appears under its final name complete and verified, or not at all.
 * A failure leaves nothing behind; an interruption leaves the finished ranges, from which the same
 * request goes on.
 */
public final class UpscaleJob {
  private final Engine engine;
  private final JobListener listener;

  /**
   * @param engine stays the caller's
   */
  public UpscaleJob(Engine engine, JobListener listener) {
    this.engine = engine;
    this.listener = listener;
  }

  /**
   * Does the whole job.
   *
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be done, see its subclasses
   * @throws InterruptedException if the calling thread is interrupted
   */
  public UpscaleReport run(UpscaleRequest request) throws InterruptedException {
    return Interruption.told(() -> planned(request, JobPlanner.plan(request)));
  }

  /** Does a job that is planned. */
  UpscaleReport run(UpscaleRequest request, JobPlan plan) throws InterruptedException {
    return Interruption.told(() -> planned(request, plan));
  }

  private UpscaleReport planned(UpscaleRequest request, JobPlan plan) throws InterruptedException {
    var destination = new Destination(request.destination());
    var fingerprint = SourceFingerprint.of(request.source());
    var made = destination.makeFolders();
    try {
      return new Run(request, plan, destination, fingerprint).work();
    } finally {
      removeEmpty(made);
    }
  }

  /** Removes folders that were made and in which nothing came to stand. */
  private static void removeEmpty(Iterable<Path> made) {
    try {
      for (var folder : made) {
        try (var files = Files.newDirectoryStream(folder)) {
          if (files.iterator().hasNext()) {
            return;
          }
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot remove a folder that was made", e);
    }
  }

  /** One job on its way, behind all refusals. */
  private final class Run {
    private final UpscaleRequest request;
    private final JobPlan plan;
    private final Destination destination;
    private final SourceFingerprint fingerprint;
    private final List<String> notes;
    private final ProgressMeter meter;

    Run(
        UpscaleRequest request,
        JobPlan plan,
        Destination destination,
        SourceFingerprint fingerprint) {
      this.request = request;
      this.plan = plan;
      this.destination = destination;
      this.fingerprint = fingerprint;
      notes = new ArrayList<>(plan.notes());
      meter = new ProgressMeter(listener, plan.source().outputFrames(), System::nanoTime);
    }

    UpscaleReport work() throws InterruptedException {
      try (var work = WorkDirectory.open(workFolder());
          var upscaler = open(work)) {
        var report = workIn(work, upscaler);
        listener.hear(new Finished(report));
        return report;
      }
    }

    /** Opens the upscaler and finds what is to do; if that fails, no empty folder must stay. */
    private Upscaler open(WorkDirectory work) throws InterruptedException {
      Upscaler upscaler = null;
      try {
        upscaler = UpscalerOpening.open(engine, plan);
        prepare(work, upscaler);
        return upscaler;
      } catch (InterruptedException | RuntimeException e) {
        if (upscaler != null) {
          upscaler.close();
        }
        work.abandon();
        throw e;
      }
    }

    private void prepare(WorkDirectory work, Upscaler upscaler) {
      destination.removeLeftovers();
      var schedule =
          RangeSchedule.of(
              plan, upscaler.device().provider(), request.resources().framesPerRange());
      if (work.begin(fingerprint, JobRecipe.of(plan, schedule, upscaler))) {
        notes.add("What an earlier run had left did not fit this one and was rendered again.");
      }
      if (work.damagedRanges() > 0) {
        notes.add(
            "Ranges that an earlier run had finished were damaged since and rendered again: "
                + work.damagedRanges()
                + ".");
      }
      if (work.ranges().isEmpty()) {
        work.decide(schedule.ranges());
      }
    }

    private Path workFolder() {
      return request
          .resources()
          .workRoot()
          .map(root -> root.resolve(destination.workName()))
          .orElseGet(destination::workFolder);
    }

    private UpscaleReport workIn(WorkDirectory work, Upscaler upscaler)
        throws InterruptedException {
      try {
        return Interruption.told(() -> render(work, upscaler));
      } catch (InterruptedException e) {
        tellInterrupted(work);
        throw e;
      } catch (RuntimeException | Error e) {
        work.remove();
        throw e;
      }
    }

    private UpscaleReport render(WorkDirectory work, Upscaler upscaler)
        throws InterruptedException {
      var finished =
          new RangeLoop(plan, request, work, fingerprint).run(upscaler, meter, this::planned);
      var report = new ReportWriting(plan, request, notes, upscaler.device());
      long bytes = publish(work);
      work.remove();
      return report.write(finished, meter, bytes);
    }

    private void tellInterrupted(WorkDirectory work) {
      listener.hear(
          new Interrupted(
              request.source().toString(),
              work.finishedFrames(),
              plan.source().outputFrames(),
              work.folder().toString()));
    }

    private void planned(long resumed) {
      listener.hear(
          new Planned(
              request.source().toString(),
              request.destination().toString(),
              plan.source().outputFrames(),
              resumed));
    }

    private long publish(WorkDirectory work) throws InterruptedException {
      var output = plan.output();
      var spec =
          new AssemblySpec(
              plan.source().probed(),
              output.remux(),
              work.segments(),
              output.encode(),
              output.window(),
              output.provenance());
      try (var publication = new Publication(destination.file())) {
        step(Step.ASSEMBLE);
        Assembler.assemble(spec, publication.temporary());
        fingerprint.requireUnchanged(request.source());
        step(Step.VERIFY);
        OutputVerifier.verify(publication.temporary(), spec);
        stopIfInterrupted();
        long bytes = Files.size(publication.temporary());
        publication.publish(request.handling().force());
        return bytes;
      } catch (IOException e) {
        throw WriteFailure.of(destination.file(), e);
      }
    }

    private void step(Step step) throws InterruptedException {
      stopIfInterrupted();
      listener.hear(new StepBegun(step));
    }

    private void stopIfInterrupted() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted behind the last frame");
      }
    }
  }
}
