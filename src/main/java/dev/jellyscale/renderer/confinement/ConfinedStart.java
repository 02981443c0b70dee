package dev.jellyscale.renderer.confinement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that puts files out of its reach and becomes another program then. Its arguments are {@code
 * --read PATH} and {@code --write PATH}, as many as needed, {@code --} and the other program with
 * its arguments.
 */
public final class ConfinedStart {
  private static final int EXIT_REFUSED = 4;
  private static final int EXIT_USAGE = 2;

  private ConfinedStart() {}

  /** Becomes the other program, or ends the JVM if that is not possible. */
  public static void main(String[] words) {
    System.exit(start(List.of(words)));
  }

  private static int start(List<String> words) {
    var readable = new ArrayList<Path>();
    var writable = new ArrayList<Path>();
    int at = 0;
    for (; at + 1 < words.size() && !words.get(at).equals("--"); at += 2) {
      (words.get(at).equals("--write") ? writable : readable).add(Path.of(words.get(at + 1)));
    }
    var command = words.subList(Math.min(at + 1, words.size()), words.size());
    if (command.isEmpty()) {
      System.err.println("renderer: nothing to start");
      return EXIT_USAGE;
    }
    try {
      Confinement.restrictFiles(new Reach(readable, writable));
    } catch (ConfinementException e) {
      System.err.println("renderer: cannot confine itself: " + e.getMessage());
      return EXIT_REFUSED;
    }
    var environment = new ArrayList<String>();
    System.getenv().forEach((name, value) -> environment.add(name + "=" + value));
    int error = Kernel.execute(command, environment);
    System.err.println("renderer: cannot be started, error number " + error);
    return EXIT_REFUSED;
  }
}
