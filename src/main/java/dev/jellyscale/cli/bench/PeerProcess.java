package dev.jellyscale.cli.bench;

import dev.jellyscale.config.NativeLibraries;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second Java process in which a {@link PeerService} runs; it ends with this one. */
final class PeerProcess implements AutoCloseable {
  private static final String LOG = "peer.log";
  private static final String READY = "port ";
  private static final long PATIENCE_SECONDS = 10;

  /** Settings of this JVM that the other one needs too. */
  private static final List<String> INHERITED =
      List.of("org.bytedeco.javacpp.nopointergc", "org.bytedeco.javacpp.maxPhysicalBytes");

  private final Process process;
  private final URI service;

  /** Starts it and waits until the network is open. */
  PeerProcess(BenchTask task, EngineChoice engine, Path folder) throws IOException {
    process =
        new ProcessBuilder(commandLine(task, engine))
            .redirectError(folder.resolve(LOG).toFile())
            .start();
    try {
      service = address(process.inputReader(), folder.resolve(LOG));
    } catch (IOException | RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI address(BufferedReader output, Path log) throws IOException {
    var line = output.readLine();
    if (line == null || !line.startsWith(READY)) {
      throw new EngineFailure(
          "The second process did not start: "
              + Files.readString(log, StandardCharsets.UTF_8).strip(),
          null);
    }
    return URI.create("http://127.0.0.1:" + line.substring(READY.length()) + "/upscale");
  }

  private static List<String> commandLine(BenchTask task, EngineChoice engine) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    // Without it the server waits 40 ms for an acknowledgement before each answer.
    command.add("-Dsun.net.httpserver.nodelay=true");
    for (var name : INHERITED) {
      var value = System.getProperty(name);
      if (value != null) {
        command.add("-D" + name + "=" + value);
      }
    }
    NativeLibraries.ofThisProcess().ifPresent(natives -> command.addAll(natives.options()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PeerProcess.class.getName());
    command.addAll(Arguments.of(task, engine).toList());
    return command;
  }

  URI service() {
    return service;
  }

  @Override
  public void close() throws IOException {
    // It ends when nothing can come from here any more.
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Entry of the second process. It tells its port in its first line and ends with its input. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var arguments = Arguments.parse(List.of(args));
    try (var engine = arguments.engine.open();
        var upscaler =
            engine.open(
                arguments.engine.network(),
                arguments.format,
                arguments.colour,
                arguments.format.pixels().depth());
        var service = new PeerService(upscaler)) {
      System.out.println(READY + service.port());
      while (System.in.read() >= 0) {
        // Nothing is ever sent: this waits for the end of the process that measures.
      }
    }
  }

  /** What the second process is told. */
  private record Arguments(EngineChoice engine, FrameFormat format, ColourDescription colour) {

    static Arguments of(BenchTask task, EngineChoice engine) {
      return new Arguments(engine, task.video().format(), task.video().colour());
    }

    List<String> toList() {
      var pixels = format.pixels();
      return List.of(
          engine.model(),
          engine.device(),
          Integer.toString(format.width()),
          Integer.toString(format.height()),
          pixels.family().name(),
          pixels.subsampling().name(),
          Integer.toString(pixels.depth()),
          colour.matrix().name(),
          colour.range().name(),
          colour.siting().name());
    }

    static Arguments parse(List<String> words) {
      var pixels =
          new PixelFormat(
              PixelFormat.Family.valueOf(words.get(4)),
              PixelFormat.Subsampling.valueOf(words.get(5)),
              Integer.parseInt(words.get(6)));
      var format =
          new FrameFormat(Integer.parseInt(words.get(2)), Integer.parseInt(words.get(3)), pixels);
      var colour =
          new ColourDescription(
              ColourDescription.Matrix.valueOf(words.get(7)),
              ColourDescription.Range.valueOf(words.get(8)),
              ColourDescription.ChromaSiting.valueOf(words.get(9)));
      return new Arguments(new EngineChoice(words.get(0), words.get(1)), format, colour);
    }
  }
}
