package dev.jellyscale.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.supervisor.RendererLaunch.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Supervisors of real renderer processes. */
public final class TestRenderers {

  /** A model that every installation holds. */
  public static final ModelSource BICUBIC = ModelSource.shipped(new ModelId("bicubic-x2"));

  /** Soon out of patience, so that a test need not wait. */
  public static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofMillis(200));

  private TestRenderers() {}

  /** Renderers that work in {@code work} and read {@code readable} besides. */
  public static RendererLaunch launch(Path work, Path... readable) {
    return RendererLaunch.likeThisProcess(new Folders(work, List.of(readable))).forAnErrand();
  }

  /** A supervisor of one renderer. */
  public static Supervisor supervisor(Path work, Path... readable) {
    return supervisor(launch(work, readable), SHORT);
  }

  /** A supervisor of one renderer. */
  public static Supervisor supervisor(RendererLaunch launch, Patience patience) {
    return new Supervisor(new SupervisorSettings(launch, patience, Time.SYSTEM, 1));
  }

  /** Puts a model into a file, for a renderer that may read the folder. */
  public static ModelSource inFile(ModelFile model, Path folder) throws IOException {
    var file = folder.resolve(model.id().value() + ".onnx");
    Files.write(file, model.onnx());
    return new ModelSource.InFile(model.id(), file.toString(), sha256(model.onnx()));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Fails if a process of this one is alive, but for the database that tests of jobs share. */
  public static void assertNoneIsLeft() {
    assertThat(
            ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isDatabase(process)))
        .isEmpty();
  }

  private static boolean isDatabase(ProcessHandle process) {
    return process.info().command().filter(path -> path.endsWith("/postgres")).isPresent();
  }
}
