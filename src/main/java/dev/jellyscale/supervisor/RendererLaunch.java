package dev.jellyscale.supervisor;

import dev.jellyscale.config.NativeLibraries;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How renderers are started.
 *
 * @param java the java program
 * @param classPath entries of its class path; no wildcards
 * @param natives native libraries; empty where they are in jars
 * @param heap largest Java heap, as {@code -Xmx} takes it
 * @param folders what it may touch
 * @param confined whether it confines itself
 * @param quick whether it does without the optimising compiler
 * @param environment of this process; only what a renderer needs is passed on
 */
public record RendererLaunch(
    Path java,
    List<Path> classPath,
    Optional<NativeLibraries> natives,
    String heap,
    Folders folders,
    boolean confined,
    boolean quick,
    Map<String, String> environment) {
  private static final String MAIN = "dev.jellyscale.renderer.RendererMain";
  private static final String CONFINED_START = "dev.jellyscale.renderer.confinement.ConfinedStart";
  private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";
  private static final String DEFAULT_HEAP = "768m";
  private static final List<String> PASSED_ON =
      List.of("LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH");
  private static final List<String> PREFIXES_PASSED_ON = List.of("CUDA_", "NVIDIA_");

  /** Setting that switches confinement off where its value is {@code off}. */
  public static final String CONFINEMENT = "JELLYSCALE_CONFINEMENT";

  /**
   * What a renderer may touch.
   *
   * @param work it may write there; made if it is missing
   * @param readable folders and files of sources and models
   */
  public record Folders(Path work, List<Path> readable) {
    public Folders {
      work = work.toAbsolutePath().normalize();
      readable = readable.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }
  }

  /** Renderers like this process: the same Java, the same classes, settings of its environment. */
  public static RendererLaunch likeThisProcess(Folders folders) {
    var environment = System.getenv();
    return new RendererLaunch(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        classPathOfThisProcess(),
        NativeLibraries.ofThisProcess(),
        environment.getOrDefault("JELLYSCALE_HEAP", DEFAULT_HEAP),
        folders,
        !"off".equals(environment.get(CONFINEMENT)),
        false,
        environment);
  }

  /** The same, but with renderers that may do whatever this process may. */
  public RendererLaunch withoutConfinement() {
    return new RendererLaunch(java, classPath, natives, heap, folders, false, quick, environment);
  }

  /** The same, but with renderers that see no GPU, and take none of its memory. */
  public RendererLaunch withoutGpu() {
    var hidden = new TreeMap<>(environment);
    hidden.put("CUDA_VISIBLE_DEVICES", "-1");
    return new RendererLaunch(java, classPath, natives, heap, folders, confined, quick, hidden);
  }

  /**
   * The same, but with renderers that are there sooner and compute more slowly: for a short errand,
   * which is over before the optimising compiler has earned what it takes.
   */
  public RendererLaunch forAnErrand() {
    return new RendererLaunch(java, classPath, natives, heap, folders, confined, true, environment);
  }

  private static List<Path> classPathOfThisProcess() {
    var entries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .toList();
    var application = entries.getFirst().resolveSibling("app");
    if (entries.size() == 1 && Files.isDirectory(application)) {
      return packaged(entries.getFirst().resolveSibling("lib"), application);
    }
    return entries;
  }

  /** The node's jar names no classes: Quarkus finds them in the folders beside it. */
  private static List<Path> packaged(Path libraries, Path application) {
    var jars = new ArrayList<Path>();
    for (var folder : List.of(application, libraries.resolve("main"), libraries.resolve("boot"))) {
      var files = Optional.ofNullable(folder.toFile().listFiles()).orElse(new File[0]);
      Stream.of(files)
          .map(File::toPath)
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .forEach(jars::add);
    }
    return List.copyOf(jars);
  }

  /** The words that start a renderer. */
  List<String> command(Path socket) {
    var words = new ArrayList<String>();
    if (confined) {
      words.addAll(confinedStart());
    }
    words.addAll(renderer());
    words.addAll(List.of("--socket", socket.toString(), "--work", folders.work().toString()));
    if (!confined) {
      words.add("--unconfined");
    }
    return words;
  }

  /** A small JVM that gives up rights and becomes the one behind the {@code --}. */
  private List<String> confinedStart() {
    var words = new ArrayList<String>();
    words.add(java.toString());
    words.addAll(
        List.of(
            NATIVE_ACCESS,
            "-XX:+UseSerialGC",
            QUICK_COMPILER,
            "-XX:-UsePerfData",
            "-Xmx32m",
            "-cp",
            joined(classPath),
            CONFINED_START));
    Stream.of(
            classPath.stream(),
            natives.map(NativeLibraries::folder).stream(),
            folders.readable().stream())
        .flatMap(paths -> paths)
        .forEach(path -> words.addAll(List.of("--read", path.toString())));
    words.addAll(List.of("--write", folders.work().toString(), "--"));
    return words;
  }

  private List<String> renderer() {
    var words = new ArrayList<String>();
    words.add(java.toString());
    words.addAll(
        List.of(
            NATIVE_ACCESS,
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+ErrorFileToStderr",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xms32m",
            "-Xmx" + heap,
            "-XX:MaxDirectMemorySize=4g",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Dorg.bytedeco.javacpp.cachedir=" + folders.work().resolve("natives"),
            "-Djava.io.tmpdir=" + folders.work()));
    if (quick) {
      words.add(QUICK_COMPILER);
    }
    natives.ifPresent(libraries -> words.addAll(libraries.options()));
    words.addAll(List.of("-cp", joined(classPath), MAIN));
    return words;
  }

  private static String joined(List<Path> paths) {
    return String.join(File.pathSeparator, paths.stream().map(Path::toString).toList());
  }

  /** The whole environment of a renderer: no token, no address of anything. */
  Map<String, String> rendererEnvironment() {
    var passed = new TreeMap<String, String>();
    environment.forEach(
        (name, value) -> {
          if (PASSED_ON.contains(name) || PREFIXES_PASSED_ON.stream().anyMatch(name::startsWith)) {
            passed.put(name, value);
          }
        });
    passed.put("HOME", folders.work().toString());
    passed.put("TMPDIR", folders.work().toString());
    return passed;
  }
}
