package dev.jellyscale.api.service.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program in the place of nvidia-smi. */
public final class FakeNvidiaSmi {

  /** A row as a driver of the 570 series prints it. */
  public static final String ROW = "0, NVIDIA H200, 143771, 143131, 17, 570.86.15, 9.0";

  private FakeNvidiaSmi() {}

  /** A program that answers a query with a table, and anything else with a text. */
  public static Path that(Path folder, String table) throws IOException {
    return running(
        folder,
        """
        case "$*" in
          *--query-gpu*) printf '%s\\n' '"""
            + table
            + """
        ' ;;
          *) echo '| NVIDIA-SMI 570.86.15   Driver Version: 570.86.15   CUDA Version: 12.8 |' ;;
        esac
        """);
  }

  /** A program with these lines of shell. */
  public static Path running(Path folder, String lines) throws IOException {
    var program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\n" + lines);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }
}
