package dev.jellyscale.renderer.confinement;

import static dev.jellyscale.renderer.confinement.Landlock.Right.CONTROL;
import static dev.jellyscale.renderer.confinement.Landlock.Right.EXECUTE;
import static dev.jellyscale.renderer.confinement.Landlock.Right.MAKE;
import static dev.jellyscale.renderer.confinement.Landlock.Right.READ;
import static dev.jellyscale.renderer.confinement.Landlock.Right.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a renderer can reach: those that Java, the system's libraries and the driver of a
 * GPU need, and what its node names.
 *
 * @param readable sources, models and the program itself
 * @param writable the work directory
 */
public record Reach(List<Path> readable, List<Path> writable) {
  private static final List<String> LIBRARIES = List.of("/usr", "/lib", "/lib64", "/opt");

  /** Of {@code /proc} nothing about other processes. */
  private static final List<String> SYSTEM =
      List.of(
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/localtime",
          "/etc/timezone",
          "/etc/alternatives",
          "/sys",
          "/proc/self",
          "/proc/cpuinfo",
          "/proc/meminfo",
          "/proc/stat",
          "/proc/version",
          "/proc/devices",
          "/proc/modules",
          "/proc/filesystems",
          "/proc/sys",
          "/proc/driver");

  private static final List<String> DEVICES =
      List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom");

  /** Puts it into force for the calling thread and all that it starts. */
  void enforce() throws ConfinementException {
    try (var rules = Landlock.begin()) {
      for (var path : LIBRARIES) {
        rules.allow(Path.of(path), READ, EXECUTE);
      }
      rules.allow(Path.of(System.getProperty("java.home")), READ, EXECUTE);
      for (var path : SYSTEM) {
        rules.allow(Path.of(path), READ);
      }
      allowLibraryPath(rules);
      allowDevices(rules);
      for (var path : readable) {
        rules.allow(path, READ);
      }
      for (var path : writable) {
        rules.allow(path, READ, WRITE, MAKE);
      }
      rules.restrictThisThread();
    }
  }

  private static void allowLibraryPath(Landlock rules) throws ConfinementException {
    var folders = System.getenv().getOrDefault("LD_LIBRARY_PATH", "").split(File.pathSeparator);
    for (var folder : folders) {
      if (!folder.isEmpty()) {
        rules.allow(Path.of(folder), READ);
      }
    }
    // Where distributions keep the settings of their Java.
    for (var folder : matching(Path.of("/etc"), "java*")) {
      rules.allow(folder, READ);
    }
  }

  private static void allowDevices(Landlock rules) throws ConfinementException {
    for (var path : DEVICES) {
      rules.allow(Path.of(path), READ, WRITE);
    }
    var nvidia = matching(Path.of("/dev"), "nvidia*");
    for (var device : nvidia) {
      rules.allow(device, READ, WRITE, CONTROL);
    }
    if (!nvidia.isEmpty()) {
      rules.allow(Path.of("/dev/dri"), READ, WRITE, CONTROL);
      rules.allow(Path.of("/dev/shm"), READ, WRITE, MAKE);
    }
  }

  private static List<Path> matching(Path folder, String pattern) throws ConfinementException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      var found = new java.util.ArrayList<Path>();
      files.forEach(found::add);
      return found;
    } catch (IOException e) {
      throw new ConfinementException("the folder " + folder + " cannot be listed", e);
    }
  }
}
