package dev.jellyscale.jobs.disk;

import dev.jellyscale.jobs.store.upkeep.NodeDisk;
import dev.jellyscale.jobs.store.upkeep.NodeDisk.Way;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gives the room on disks to jobs, one after another: what one is given is not there for those
 * behind it. Each node judges by its own mounts, and a job begins where no node that could take a
 * part of it lacks room. Not thread-safe.
 */
final class DiskLedger {
  private static final String WORK = "the work directory";
  private static final String OUTPUT = "the output root";
  private static final long ONE_BYTE = 1;

  private final List<NodeDisk> disks;
  private Given given = new Given(0, 0);

  DiskLedger(List<NodeDisk> disks) {
    this.disks = List.copyOf(disks);
  }

  /** What jobs were given, in bytes. */
  private record Given(long work, long copies) {}

  /** A place on a disk. */
  private record Place(String name, OptionalLong free, long floor, long given, String node) {

    Optional<String> lacks(long need) {
      if (free.isEmpty()) {
        return Optional.of(capital(name) + node + " is not there");
      }
      long above = free.getAsLong() - floor;
      if (need == 0) {
        return Optional.empty();
      }
      if (above < 0) {
        return Optional.of(
            "Only %s are free in %s%s, which is below the floor of %s"
                .formatted(ByteText.about(free.getAsLong()), name, node, ByteText.of(floor)));
      }
      return need <= above - given ? Optional.empty() : Optional.of(tooLittle(need, above));
    }

    private String tooLittle(long need, long above) {
      var others = given == 0 ? "" : ", and other jobs are about to write " + ByteText.about(given);
      return "Needs about %s in %s%s, %s are free above the floor of %s%s"
          .formatted(
              ByteText.of(need), name, node, ByteText.about(above), ByteText.of(floor), others);
    }

    private static String capital(String words) {
      return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
  }

  /** Why nothing new may begin anywhere; empty: the disks are there and stand above the floor. */
  Optional<String> closed() {
    return lacking(ONE_BYTE, ONE_BYTE, new Given(0, 0));
  }

  /** Gives a job the room that it will need, or tells why not. */
  Optional<String> give(DiskForecast forecast) {
    var lacking = lacking(forecast.work(), forecast.copy(), given);
    if (lacking.isEmpty()) {
      given = new Given(given.work + forecast.work(), given.copies + forecast.copy());
    }
    return lacking;
  }

  private Optional<String> lacking(long work, long copy, Given before) {
    for (var disk : disks) {
      var node = disks.size() > 1 ? " of node '" + disk.node() + "'" : "";
      boolean twice = has(disk, Way.COPIED_ON_ONE_DISK);
      long given = before.work + (twice ? before.copies : 0);
      var place = new Place(WORK, disk.work(), disk.floor(), given, node);
      var lacks = place.lacks(work + (twice ? copy : 0)).or(() -> output(disk, copy, before, node));
      if (lacks.isPresent()) {
        return lacks;
      }
    }
    return Optional.empty();
  }

  private static boolean has(NodeDisk disk, Way way) {
    return disk.output().filter(output -> output.way() == way).isPresent();
  }

  private static Optional<String> output(NodeDisk disk, long copy, Given before, String node) {
    return disk.output()
        .flatMap(
            output ->
                new Place(OUTPUT, output.free(), disk.floor(), before.copies, node)
                    .lacks(output.way() == Way.COPIED ? copy : 0));
  }
}
