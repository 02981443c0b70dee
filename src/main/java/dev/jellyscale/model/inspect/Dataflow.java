package dev.jellyscale.model.inspect;

import java.util.Arrays;

/**
 * Which node gives and reads which tensor. Each tensor has one origin, every tensor that is read
 * has one, and nothing waits for itself. Nodes may be in any order, as converters leave them.
 */
final class Dataflow {
  private static final byte INPUT = 1;
  private static final byte INITIALISER = 2;
  private static final byte NODE = 4;

  private final Inspection inspection;
  private final NameTable names = new NameTable();
  private byte[] origins = new byte[1 << 8];
  private int[] reads = new int[1 << 8];
  private int[] givers = new int[1 << 8];
  private int[] firstRead = new int[1 << 8];
  private int links;
  private int readCount;
  private int nodes;

  Dataflow(Inspection inspection) {
    this.inspection = inspection;
  }

  void beginNode() {
    nodes = inspection.oneMore(nodes, inspection.limits().nodes(), "operators");
    firstRead = withRoom(firstRead, nodes);
    firstRead[nodes - 1] = readCount;
  }

  int nodes() {
    return nodes;
  }

  /** The current node reads a tensor; an empty name is an input left out. */
  void read(byte[] name) {
    countLink();
    if (name.length > 0) {
      reads = withRoom(reads, readCount);
      reads[readCount++] = number(name);
    }
  }

  /** The current node gives a tensor; an empty name is an output left out. */
  void give(byte[] name) {
    countLink();
    if (name.length > 0) {
      int value = originate(name, NODE);
      givers = withRoom(givers, value);
      givers[value] = nodes - 1;
    }
  }

  /** An input has a name of its own, or that of an initialiser, which then is its default. */
  void input(byte[] name) {
    originate(name, INPUT);
  }

  void initialiser(byte[] name) {
    originate(name, INITIALISER);
  }

  boolean isInitialiser(byte[] name) {
    return (origins[number(name)] & INITIALISER) != 0;
  }

  boolean isGivenByNode(byte[] name) {
    return (origins[number(name)] & NODE) != 0;
  }

  private int originate(byte[] name, byte origin) {
    int value = number(name);
    int others = origins[value];
    boolean nodeAndOther = others != 0 && ((others | origin) & NODE) != 0;
    boolean taken = nodeAndOther || (others & origin) != 0;
    if (taken || name.length == 0) {
      throw inspection.refusal().because("gives one name to two tensors, or none to one");
    }
    origins[value] |= origin;
    return value;
  }

  private int number(byte[] name) {
    int value = names.number(name);
    if (names.size() > inspection.limits().values()) {
      throw inspection.refusal().moreThan(inspection.limits().values(), "names of tensors");
    }
    if (value >= origins.length) {
      origins = Arrays.copyOf(origins, 2 * value);
    }
    return value;
  }

  private void countLink() {
    links =
        inspection.oneMore(
            links, inspection.limits().links(), "inputs and outputs of its operators together");
  }

  /** Checks what can be known only when the whole graph has been read. */
  void check() {
    for (int i = 0; i < readCount; i++) {
      if (origins[reads[i]] == 0) {
        throw inspection.refusal().because("reads a tensor that nothing gives");
      }
    }
    firstRead = withRoom(firstRead, nodes);
    firstRead[nodes] = readCount;
    if (orderable() < nodes) {
      throw inspection.refusal().because("has operators that wait for their own results");
    }
  }

  /** How many nodes can be run one after the other. */
  private int orderable() {
    var waiting = new int[nodes];
    var firstReader = new int[nodes + 1];
    var readers = readersByGiver(waiting, firstReader);
    var ready = new int[nodes];
    int known = 0;
    for (int node = 0; node < nodes; node++) {
      if (waiting[node] == 0) {
        ready[known++] = node;
      }
    }
    for (int done = 0; done < known; done++) {
      int giver = ready[done];
      for (int i = firstReader[giver]; i < firstReader[giver + 1]; i++) {
        if (--waiting[readers[i]] == 0) {
          ready[known++] = readers[i];
        }
      }
    }
    return known;
  }

  private int[] readersByGiver(int[] waiting, int[] firstReader) {
    forEachLink((giver, reader) -> firstReader[giver + 1]++);
    for (int node = 0; node < nodes; node++) {
      firstReader[node + 1] += firstReader[node];
    }
    var next = Arrays.copyOf(firstReader, nodes);
    var readers = new int[firstReader[nodes]];
    forEachLink(
        (giver, reader) -> {
          readers[next[giver]++] = reader;
          waiting[reader]++;
        });
    return readers;
  }

  private interface Link {
    void between(int giver, int reader);
  }

  private void forEachLink(Link link) {
    for (int reader = 0; reader < nodes; reader++) {
      for (int i = firstRead[reader]; i < firstRead[reader + 1]; i++) {
        if ((origins[reads[i]] & NODE) != 0) {
          link.between(givers[reads[i]], reader);
        }
      }
    }
  }

  private static int[] withRoom(int[] array, int index) {
    return index < array.length ? array : Arrays.copyOf(array, 2 * index);
  }
}
