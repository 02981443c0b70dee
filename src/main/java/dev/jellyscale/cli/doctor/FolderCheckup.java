package dev.jellyscale.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the folders that Jellyscale writes into can be written to, and what room they have. */
final class FolderCheckup implements Checkup {
  private static final long LEAST_ROOM_MIB = 1024;

  private final Map<String, Path> folders;

  /**
   * @param folders what each is for, and where it is
   */
  FolderCheckup(Map<String, Path> folders) {
    this.folders = new LinkedHashMap<>(folders);
  }

  /**
   * The folders of this process: those that the environment names, and Java's for scratch files.
   */
  static FolderCheckup ofEnvironment(Map<String, String> environment) {
    var folders = new LinkedHashMap<String, Path>();
    folders.put("temporary folder", Path.of(System.getProperty("java.io.tmpdir")));
    for (var variable : List.of("JELLYSCALE_WORK", "JELLYSCALE_DATA")) {
      var value = environment.get(variable);
      if (value != null) {
        folders.put(variable, Path.of(value));
      }
    }
    return new FolderCheckup(folders);
  }

  @Override
  public List<Check> run() {
    var checks = new ArrayList<Check>();
    folders.forEach((name, folder) -> checks.add(check(name, folder)));
    return checks;
  }

  private static Check check(String name, Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".jellyscale-doctor", ""));
      long roomMiB = Files.getFileStore(folder).getUsableSpace() >> 20;
      var detail = "%s, %d MiB free".formatted(folder, roomMiB);
      return roomMiB >= LEAST_ROOM_MIB
          ? Check.ok(name, detail)
          : Check.warning(name, detail + ": little room is left");
    } catch (IOException e) {
      return Check.problem(name, folder + " cannot be written to (" + e + ")");
    }
  }
}
