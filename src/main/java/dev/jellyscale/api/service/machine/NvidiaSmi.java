package dev.jellyscale.api.service.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * NVIDIA's own program, which tells of GPUs without loading the driver's libraries into this
 * process. What it prints is believed only in the form that it is known to have.
 */
final class NvidiaSmi {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String FIELDS =
      "index,name,memory.total,memory.free,utilization.gpu,driver_version,compute_cap";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern NOT_TOLD = Pattern.compile("\\[[A-Za-z/ ]{1,30}]");
  private static final Pattern NAME = Pattern.compile("[\\x20-\\x2B\\x2D-\\x7E]{1,100}");
  private static final Pattern VERSION = Pattern.compile("[0-9.]{1,20}");
  private static final Pattern CUDA = Pattern.compile("CUDA (?:UMD )?Version *: *([0-9.]{1,10})");
  private static final int MOST_GPUS = 64;

  private final String program;

  private NvidiaSmi(String program) {
    this.program = program;
  }

  /** The program by its path. */
  static NvidiaSmi at(String program) {
    return new NvidiaSmi(program);
  }

  /** The program where drivers and WSL put it; empty where there is none. */
  static Optional<NvidiaSmi> installed(String path) {
    return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/bin", "/usr/lib/wsl/lib"))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, "nvidia-smi"))
        .filter(Files::isExecutable)
        .map(found -> new NvidiaSmi(found.toString()))
        .findFirst();
  }

  /** Asks the driver; takes up to 10 s where it does not answer. */
  GpuReading read() {
    try {
      var table = run("--query-gpu=" + FIELDS, "--format=csv,noheader,nounits");
      return new GpuReading(parse(table), cuda(), Optional.empty());
    } catch (IOException e) {
      return GpuReading.failed("nvidia-smi does not tell: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return GpuReading.failed("nvidia-smi was not waited for");
    }
  }

  /** What it tells a person, without its table of processes. */
  String words() throws IOException, InterruptedException {
    return run();
  }

  private Optional<String> cuda() throws InterruptedException {
    try {
      var match = CUDA.matcher(run());
      return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // The GPUs are known all the same.
    }
  }

  private String run(String... options) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(program);
    words.addAll(List.of(options));
    return ProgramRun.output(words, PATIENCE);
  }

  /**
   * Reads its table.
   *
   * @throws IOException if a line has another form
   */
  static List<Gpu> parse(String table) throws IOException {
    var gpus = new ArrayList<Gpu>();
    for (var line : table.lines().filter(line -> !line.isBlank()).toList()) {
      if (gpus.size() == MOST_GPUS) {
        throw new IOException("it lists more than " + MOST_GPUS + " GPUs");
      }
      gpus.add(gpu(line.strip().split(", ", -1)));
    }
    return gpus;
  }

  private static Gpu gpu(String[] fields) throws IOException {
    if (fields.length != FIELDS.split(",").length) {
      throw new IOException("a line has " + fields.length + " fields");
    }
    var index = number(fields[0]);
    if (index.isEmpty() || !NAME.matcher(fields[1]).matches()) {
      throw new IOException("a line names no GPU");
    }
    var busy = number(fields[4]);
    return new Gpu(
        Math.toIntExact(index.getAsLong()),
        fields[1],
        new Gpu.Memory(number(fields[2]), number(fields[3])),
        busy.isPresent() ? OptionalInt.of(Math.toIntExact(busy.getAsLong())) : OptionalInt.empty(),
        version(fields[5]).orElse("unknown"),
        version(fields[6]));
  }

  private static OptionalLong number(String field) throws IOException {
    if (NUMBER.matcher(field).matches()) {
      return OptionalLong.of(Long.parseLong(field));
    }
    requireNotTold(field);
    return OptionalLong.empty();
  }

  private static Optional<String> version(String field) throws IOException {
    if (VERSION.matcher(field).matches()) {
      return Optional.of(field);
    }
    requireNotTold(field);
    return Optional.empty();
  }

  private static void requireNotTold(String field) throws IOException {
    if (!NOT_TOLD.matcher(field).matches()) {
      throw new IOException("a field is neither a number nor [N/A]");
    }
  }
}
