package dev.jellyscale.video.job;

import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.protocol.JobEvent.DoneBefore;
import dev.jellyscale.protocol.JobEvent.Failed;
import dev.jellyscale.protocol.JobEvent.FolderFinished;
import dev.jellyscale.protocol.JobEvent.Skipped;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.remux.Container;
import dev.jellyscale.video.request.UpscaleRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Upscales every video of a folder and of the folders in it, one after the other, into a folder of
 * the same shape. A file that fails does not stop the others.
 */
public final class FolderJob {
  /** More files than anybody means to upscale by one command. */
  private static final int MOST_FILES = 100_000;

  private final UpscaleJob job;
  private final JobListener listener;
  private final ToIntFunction<JellyscaleException> exitCode;
  private final List<String> finished = new ArrayList<>();
  private final List<String> doneBefore = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /** Outputs of this run: two sources must not become one file, not even by force. */
  private final Set<Path> written = new HashSet<>();

  /**
   * @param exitCode what a failed job of one file alone would end with
   */
  public FolderJob(
      UpscaleJob job, JobListener listener, ToIntFunction<JellyscaleException> exitCode) {
    this.job = job;
    this.listener = listener;
    this.exitCode = exitCode;
  }

  /**
   * Upscales what is in a folder.
   *
   * @param request whose source and destination are folders
   * @throws NotVideo if there is no video
   * @throws InterruptedException if the calling thread is interrupted
   */
  public FolderFinished run(UpscaleRequest request) throws InterruptedException {
    var network = ModelLoader.load(request.wish().model(), request.resources().threads());
    for (var file : files(request.source(), request.destination().toAbsolutePath().normalize())) {
      upscale(request, network, file);
    }
    if (finished.isEmpty() && doneBefore.isEmpty() && failed.isEmpty()) {
      throw new NotVideo("The folder " + ShownName.of(request.source()) + " holds no video");
    }
    var outcome =
        new FolderFinished(
            List.copyOf(finished),
            List.copyOf(doneBefore),
            List.copyOf(failed),
            List.copyOf(skipped));
    listener.hear(outcome);
    return outcome;
  }

  private void upscale(UpscaleRequest request, Network network, Path file)
      throws InterruptedException {
    try {
      var probed = JobPlanner.probe(request.withFiles(file, file));
      var single = request.withFiles(file, destination(request, file, probed));
      if (EarlierOutput.stands(single, network, probed)) {
        doneBefore.add(file.toString());
        listener.hear(new DoneBefore(file.toString(), single.destination().toString()));
        return;
      }
      job.run(single, JobPlanner.plan(single, network, probed));
      finished.add(file.toString());
    } catch (NotVideo e) {
      skipped.add(file.toString());
      listener.hear(new Skipped(file.toString(), String.valueOf(e.getMessage())));
    } catch (JellyscaleException e) {
      failed.add(file.toString());
      listener.hear(
          new Failed(file.toString(), exitCode.applyAsInt(e), String.valueOf(e.getMessage())));
    }
  }

  private Path destination(UpscaleRequest request, Path file, ProbedSource probed) {
    var container = Container.forSource(probed.facts());
    var relative = request.source().relativize(file);
    var name = String.valueOf(relative.getFileName());
    int dot = name.lastIndexOf('.');
    var stem = dot > 0 ? name.substring(0, dot) : name;
    var output =
        request.destination().resolve(relative).resolveSibling(stem + "." + container.extension());
    if (!written.add(output)) {
      throw new Conflict(
          "The output of "
              + ShownName.of(file)
              + " would have the name of another one, "
              + ShownName.of(output));
    }
    return output;
  }

  /** All visible files outside of {@code excluded}, sorted by path. */
  private static List<Path> files(Path folder, Path excluded) {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
              boolean skip =
                  !inner.equals(folder)
                      && (isHidden(inner) || inner.toAbsolutePath().normalize().equals(excluded));
              return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (!isHidden(file) && !Files.isDirectory(file)) {
                found.add(file);
              }
              return found.size() < MOST_FILES
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.TERMINATE;
            }
          });
    } catch (AccessDeniedException e) {
      throw new Denied("Not allowed to read the folder " + ShownName.of(Path.of(e.getFile())), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the folder " + ShownName.of(folder), e);
    }
    found.sort(null);
    return found;
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }
}
