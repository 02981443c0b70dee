package dev.jellyscale.jobs.work;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.JobState.OutputFile;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.publish.PlaceChoice;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.Content;
import dev.jellyscale.jobs.publish.PublishedFile.Listing;
import dev.jellyscale.jobs.publish.PublishedFile.Making;
import dev.jellyscale.jobs.publish.PublishedFile.Mode;
import dev.jellyscale.jobs.publish.PublishedFile.Origin;
import dev.jellyscale.jobs.publish.PublishedFile.Placing;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.publish.errand.KnownLibrary;
import dev.jellyscale.jobs.publish.place.FinishedFile;
import dev.jellyscale.jobs.publish.place.OriginalPlace;
import dev.jellyscale.jobs.publish.place.Publisher;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Publishes the film of a job. Where it goes is written down before anything is done, and whoever
 * comes after a kill goes on with what was begun.
 */
record Publishing(Workshop workshop, RunningSteps steps) {

  /** A film in the work directory, and the proof by which it may be published. */
  private record Task(Job job, FinishedFile film, FileAttempt attempt) {}

  /** Publishes, as far as the attempt counts. */
  void run(Job job, OutputFile output, FileAttempt attempt) throws InterruptedException {
    var name = job.recipe().output().fileName();
    var folders = workshop.places().folders();
    var path = folders.film(job.id(), output.attempt(), name);
    var task = new Task(job, new FinishedFile(path, output.bytes(), output.sha256()), attempt);
    var placing = placing(task);
    if (!intend(task, placing)) {
      return;
    }
    try {
      if (!placed(task, placing)) {
        return;
      }
    } catch (VerificationFailed e) {
      folders.removeFilm(path);
      filmGone(task, placing, String.valueOf(e.getMessage()));
      return;
    }
    if (workshop.store().fileWork().published(attempt, workshop.cause("published"))) {
      workshop.faults().reach(FaultPoint.PUBLISHED);
      folders.remove(job.id());
    }
  }

  private MediaRoots roots() {
    return workshop.places().roots();
  }

  private PlaceChoice choice() {
    return new PlaceChoice(roots(), workshop.places().library().map(KnownLibrary::server));
  }

  /** What was begun is gone on with; else the folder counts as it is now. */
  private Placing placing(Task task) throws InterruptedException {
    var earlier =
        workshop
            .store()
            .published()
            .find(task.job().id())
            .filter(file -> file.state() == State.INTENDED);
    if (earlier.isEmpty()) {
      return choice().of(task.job());
    }
    var placing = earlier.get().placing();
    if (hasBegun(placing) && earlier.get().content().equals(content(task))) {
      return placing;
    }
    restore(placing);
    return choice().of(task.job());
  }

  private boolean hasBegun(Placing placing) {
    return placing.backup().map(this::isThere).orElseGet(() -> isThere(placing.place()));
  }

  private boolean isThere(RootedPath file) {
    return Files.exists(roots().place(file), LinkOption.NOFOLLOW_LINKS);
  }

  private void restore(Placing placing) {
    placing.backup().ifPresent(backup -> restore(placing.place(), backup));
  }

  private void restore(RootedPath place, RootedPath backup) {
    new OriginalPlace(roots().place(place), roots().place(backup)).restore();
  }

  private boolean intend(Task task, Placing placing) {
    var cause = workshop.cause(placing.note().orElse(""));
    boolean intended =
        workshop
            .store()
            .fileWork()
            .intended(task.attempt(), file(task, placing), missing(placing.place()), cause);
    if (intended) {
      workshop.faults().reach(FaultPoint.PUBLISH_INTENDED);
    }
    return intended;
  }

  private List<RootedPath> missing(RootedPath file) {
    roots().place(file);
    return file.folders().stream().takeWhile(folder -> !isThere(folder)).toList();
  }

  private PublishedFile file(Task task, Placing placing) {
    var job = task.job();
    var plan = job.plan().orElseThrow();
    var told = workshop.places().library().isPresent() && placing.mode() != Mode.OUTPUT;
    return new PublishedFile(
        job.id(),
        State.INTENDED,
        placing,
        new Origin(job.recipe().source(), plan.source()),
        new Making(
            job.recipe().model(),
            plan.modelSha256(),
            plan.video().output(),
            plan.rendering().encoderInWords()),
        content(task),
        new Listing(job.request().publish().item(), Optional.empty(), told),
        workshop.store().database().clock().instant());
  }

  private static Content content(Task task) {
    return new Content(task.film().bytes(), task.film().sha256());
  }

  /** Whether it has its name; not where nobody wants it any more, or it is made anew. */
  private boolean placed(Task task, Placing placing) throws InterruptedException {
    if (!Files.exists(task.film().path()) && !isWhole(task, placing)) {
      workshop.places().folders().requireThere();
      filmGone(task, placing, "the film is gone");
      return false;
    }
    try {
      return named(task, placing);
    } catch (Conflict | Denied | Invalid e) {
      if (isBelowOutput(placing)) {
        throw e;
      }
      return instead(task, placing, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isBelowOutput(Placing placing) {
    return placing.mode() == Mode.OUTPUT || placing.mode() == Mode.MERGE;
  }

  private boolean isWhole(Task task, Placing placing) throws InterruptedException {
    var film = task.film();
    var place = roots().place(placing.place());
    return new FinishedFile(place, film.bytes(), film.sha256()).isWhole();
  }

  private void filmGone(Task task, Placing placing, String why) {
    restore(placing);
    workshop.store().fileWork().outputGone(task.attempt(), workshop.cause(why));
  }

  /** Below the output root; an original whose name somebody else took stays where it is known. */
  private boolean instead(Task task, Placing placing, String reason) throws InterruptedException {
    restore(placing);
    var other = choice().instead(task.job(), reason);
    var aside = placing.backup().filter(this::isThere);
    var kept = new Placing(other.mode(), other.place(), aside, other.note());
    return intend(task, kept) && named(task, kept);
  }

  /** Whether it was not ended on the way, because nobody wants the film any more. */
  private boolean named(Task task, Placing placing) throws InterruptedException {
    return steps
        .run(
            task.job().id(),
            Set.of(Kind.VERIFYING),
            () -> {
              name(task, placing);
              return task;
            })
        .isPresent();
  }

  private void name(Task task, Placing placing) throws InterruptedException {
    var publisher = new Publisher(workshop.faults(), () -> requireOurs(task.attempt()));
    var place = roots().place(placing.place());
    if (placing.mode() == Mode.REPLACE) {
      var backup = roots().place(placing.backup().orElseThrow());
      publisher.replace(task.film(), place, backup, task.attempt());
    } else {
      publisher.publish(task.film(), place, task.attempt());
    }
  }

  /** Whoever was taken for dead, or whose job was ended, gives no name any more. */
  private void requireOurs(FileAttempt attempt) {
    if (!workshop.store().fileWork().stands(attempt)) {
      throw new Unavailable("Somebody else publishes this film, or nobody wants it", null);
    }
  }
}
