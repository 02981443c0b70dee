package dev.jellyscale.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder in which the build has put all native libraries. A JVM that is started with {@link
 * #options} loads them from there and unpacks nothing, so that the root file system may be
 * read-only and the temporary folder may refuse to run programs.
 *
 * @param folder that holds the libraries of ONNX Runtime, FFmpeg, JavaCPP and SQLite, side by side
 */
public record NativeLibraries(Path folder) {
  private static final String FOLDER = "onnxruntime.native.path";

  public NativeLibraries {
    folder = folder.toAbsolutePath().normalize();
  }

  /** Those of this JVM; empty where it takes them out of their jars. */
  public static Optional<NativeLibraries> ofThisProcess() {
    return Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of).map(NativeLibraries::new);
  }

  /** Options of a JVM that is to use them. */
  public List<String> options() {
    return List.of(
        "-D" + FOLDER + "=" + folder,
        "-Djava.library.path=" + folder,
        "-Dorg.bytedeco.javacpp.pathsFirst=true",
        "-Dorg.sqlite.lib.path=" + folder);
  }
}
