package dev.jellyscale.cli.frame;

import dev.jellyscale.cli.frame.FrameReport.Percentiles;
import dev.jellyscale.cli.frame.FrameReport.Row;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureLimits;
import dev.jellyscale.protocol.wire.ImageFacts;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.RendererLaunch.Folders;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.SupervisorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends frames through a renderer as the service does, without HTTP. */
final class FrameBench {
  private static final int WARM_UP = 30;
  private static final int MEASURES_OF_MEMORY = 4;
  private static final double MILLISECONDS = 1000;
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final int KIB_PER_MIB = 1024;

  private final ModelSource model;
  private final int frames;
  private final Path work;
  private final Map<Row, double[]> times = new EnumMap<>(Row.class);
  private final Map<Integer, Long> resident = new LinkedHashMap<>();

  /**
   * @param folder for the renderer's work; the caller removes it
   */
  FrameBench(ModelSource model, int frames, Path folder) {
    this.model = model;
    this.frames = frames;
    work = folder.resolve("work");
  }

  FrameReport run() throws IOException, InterruptedException {
    var pictures = TexturedFrames.jpegs();
    for (var row : Row.values()) {
      times.put(row, new double[frames]);
    }
    var launch = RendererLaunch.likeThisProcess(new Folders(work, List.of()));
    try (var supervisor = new Supervisor(SupervisorSettings.of(launch))) {
      supervisor.open(model);
      for (int i = 0; i < WARM_UP; i++) {
        upscale(supervisor, pictures.get(i % pictures.size()));
      }
      var facts = new ArrayList<ImageFacts>();
      for (int i = 0; i < frames; i++) {
        long begin = System.nanoTime();
        var made = upscale(supervisor, pictures.get(i % pictures.size()));
        put(i, (System.nanoTime() - begin) / NANOS_PER_MILLISECOND, made.seconds());
        if ((i + 1) % Math.max(1, frames / MEASURES_OF_MEMORY) == 0) {
          resident.put(i + 1, residentMiB(supervisor));
        }
        facts.add(made);
      }
      return report(facts.getLast());
    }
  }

  /** What a request costs: its bytes into a file, the command, and the bytes of the answer. */
  private ImageFacts upscale(Supervisor supervisor, byte[] picture)
      throws IOException, InterruptedException {
    var source = Files.write(work.resolve("frame"), picture);
    var target = work.resolve("frame.out");
    var facts =
        supervisor.image(
            new PictureTask(
                model,
                new PictureTask.Source(source.toString(), picture.length),
                target.toString(),
                PictureForm.Jpeg.usual(),
                PictureLimits.DEFAULT));
    if (Files.readAllBytes(target).length == 0) {
      throw new EngineFailure("The upscaled frame is empty", null);
    }
    Files.delete(source);
    Files.delete(target);
    return facts;
  }

  private void put(int frame, double whole, ImageFacts.Seconds seconds) {
    double stages = MILLISECONDS * (seconds.decode() + seconds.inference() + seconds.encode());
    put(Row.DECODE, frame, MILLISECONDS * seconds.decode());
    put(Row.INFERENCE, frame, MILLISECONDS * seconds.inference());
    put(Row.ENCODE, frame, MILLISECONDS * seconds.encode());
    put(Row.RENDERER, frame, MILLISECONDS * seconds.total() - stages);
    put(Row.COMMAND, frame, whole - MILLISECONDS * seconds.total());
    put(Row.REST, frame, whole - stages);
    put(Row.WHOLE, frame, whole);
  }

  private void put(Row row, int frame, double milliseconds) {
    times.getOrDefault(row, new double[0])[frame] = milliseconds;
  }

  private FrameReport report(ImageFacts last) {
    var rows = new EnumMap<Row, Percentiles>(Row.class);
    times.forEach((row, values) -> rows.put(row, Percentiles.of(values)));
    return new FrameReport(
        model.id().value(),
        last.device().provider().name().toLowerCase(Locale.ROOT),
        told(last.input()),
        told(last.output()),
        frames,
        rows,
        resident);
  }

  private static String told(Size size) {
    return size.width() + "x" + size.height();
  }

  private static long residentMiB(Supervisor supervisor) throws IOException {
    var status = Path.of("/proc/" + renderer(supervisor) + "/status");
    for (var line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
      }
    }
    throw new IOException(status + " has no VmRSS");
  }

  private static long renderer(Supervisor supervisor) {
    return switch (supervisor.states().getFirst()) {
      case SlotState.Idle idle -> idle.renderer().pid();
      case SlotState.Busy busy -> busy.renderer().pid();
      case SlotState other -> throw new EngineFailure("No renderer runs: " + other, null);
    };
  }
}
