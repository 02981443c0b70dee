package dev.jellyscale.cli.bench;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.video.baseline.PngDecoder;
import dev.jellyscale.video.baseline.PngEncoder;
import dev.jellyscale.video.encode.SegmentWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Upscales the clip the way that a frame-by-frame service is used: all frames are extracted to PNG
 * files, each file is sent to the service and its answer is written to another file, and then those
 * are encoded. Four requests are in flight on connections that stay open. Extracting and encoding
 * use as many threads as there are cores, as FFmpeg's program would.
 */
final class PngDetour {
  private static final int IN_FLIGHT = 4;

  private final BenchTask task;
  private final URI service;
  private final Path folder;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final List<Stamp> stamps = new ArrayList<>();

  /**
   * @param service where a {@link PeerService} answers
   * @param folder empty; what is left in it is deleted by the next run
   */
  PngDetour(BenchTask task, URI service, Path folder) {
    this.task = task;
    this.service = service;
    this.folder = folder;
  }

  /** Seconds from the clip to a segment on the disk. */
  double run() throws IOException, InterruptedException {
    stamps.clear();
    var watch = new Stopwatch().start();
    extract();
    upscale();
    encode();
    double seconds = watch.stop().seconds();
    deleteFiles();
    return seconds;
  }

  private void extract() throws IOException, InterruptedException {
    int files = 0;
    try (var pool = new FramePool(task.video().format(), 1);
        var frame = pool.acquire();
        var png = new PngEncoder(task.video().format(), threads);
        var reader = task.reader()) {
      while (reader.read(frame)) {
        stamps.add(new Stamp(frame.pts(), frame.duration()));
        png.send(frame);
        files = drain(png, files);
      }
      png.end();
      drain(png, files);
    }
  }

  private int drain(PngEncoder png, int written) throws IOException {
    int files = written;
    for (var file = png.receive(); file.isPresent(); file = png.receive()) {
      Files.write(sent(files), file.get());
      files++;
    }
    return files;
  }

  private void upscale() throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var executor = Executors.newFixedThreadPool(IN_FLIGHT)) {
      var requests = submit(client, executor);
      try {
        for (var request : requests) {
          request.get();
        }
      } catch (ExecutionException e) {
        throw new EngineFailure("The service failed: " + e.getCause(), e);
      } finally {
        executor.shutdownNow(); // Idle by now, unless a request failed.
      }
    }
  }

  private List<Future<Path>> submit(HttpClient client, ExecutorService executor) {
    var requests = new ArrayList<Future<Path>>();
    for (int i = 0; i < stamps.size(); i++) {
      int number = i;
      Callable<Path> request = () -> post(client, number);
      requests.add(executor.submit(request));
    }
    return requests;
  }

  private Path post(HttpClient client, int number) throws IOException, InterruptedException {
    var png = Files.readAllBytes(sent(number));
    var request =
        HttpRequest.newBuilder(service).POST(HttpRequest.BodyPublishers.ofByteArray(png)).build();
    var answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("It answered " + answer.statusCode());
    }
    return Files.write(received(number), answer.body());
  }

  private void encode() throws IOException, InterruptedException {
    var segment = folder.resolve("detour.segment");
    try (var pool = new FramePool(task.encode().format(), 1);
        var frame = pool.acquire();
        var png = new PngDecoder(task.encode().format(), threads);
        var writer = SegmentWriter.open(segment, task.encode())) {
      int written = 0;
      for (int i = 0; i < stamps.size(); i++) {
        png.send(Files.readAllBytes(received(i)));
        written = drain(png, frame, writer, written);
      }
      png.end();
      drain(png, frame, writer, written);
      writer.finish();
    }
  }

  private int drain(PngDecoder png, Frame frame, SegmentWriter writer, int before) {
    int written = before;
    while (png.receive(frame)) {
      var stamp = stamps.get(written);
      frame.stamp(stamp.pts, stamp.duration, List.of());
      writer.write(frame);
      written++;
    }
    return written;
  }

  private Path sent(int number) {
    return folder.resolve("in-%06d.png".formatted(number));
  }

  private Path received(int number) {
    return folder.resolve("out-%06d.png".formatted(number));
  }

  private void deleteFiles() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
  }

  private record Stamp(long pts, long duration) {}
}
