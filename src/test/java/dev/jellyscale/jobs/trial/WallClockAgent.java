package dev.jellyscale.jobs.trial;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Sets the wall clock of a JVM wrong: whatever class is not Java's own and asks for the time is
 * told one that is off, libraries included.
 */
public final class WallClockAgent {
  private static Duration wrong = Duration.ZERO;

  private WallClockAgent() {}

  /**
   * The option that starts a JVM with a wrong clock.
   *
   * @param jar file to be made
   */
  static String option(Path jar, Duration wrong) {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), WallClockAgent.class.getName());
    try (OutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-javaagent:" + jar + "=" + wrong.toMillis();
  }

  /** Called by the JVM before its main class. */
  public static void premain(String millis, Instrumentation instrumentation) {
    wrong = Duration.ofMillis(Long.parseLong(millis));
    instrumentation.addTransformer(new Rewriting());
  }

  /** As {@link System#currentTimeMillis}. */
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + wrong.toMillis();
  }

  /** As {@link Instant#now()}. */
  public static Instant now() {
    return Instant.now().plus(wrong);
  }

  /** As {@link Clock#systemUTC}. */
  public static Clock systemUTC() {
    return Clock.offset(Clock.systemUTC(), wrong);
  }

  /** As {@link InstantSource#system}. */
  public static InstantSource system() {
    return systemUTC();
  }

  private static final class Rewriting implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      boolean ours = ClassLoader.getSystemClassLoader().equals(loader);
      if (!ours || name.equals(TimeCalls.NEW_OWNER)) {
        return null;
      }
      return new TimeCalls(bytes).redirected();
    }
  }
}
