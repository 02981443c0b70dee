package dev.jellyscale.video.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the first bytes of a file look like; only words an error message, decides nothing. */
public enum Signature {
  VIDEO_CONTAINER,
  PLAYLIST,
  TEXT,
  OTHER;

  private static final int BYTES = 4096;
  private static final int TRANSPORT_PACKET = 188;
  private static final int TRANSPORT_SYNC = 0x47;
  private static final List<String> PLAYLISTS =
      List.of("#EXTM3U", "ffconcat version", "[playlist]", "<MPD", "<?xml", "v=0\n", "v=0\r\n");
  private static final List<String> ATOMS = List.of("ftyp", "moov", "mdat", "free", "skip", "wide");

  /** Looks at the first bytes of a file. */
  public static Signature of(Path file) {
    try (var in = Files.newInputStream(file)) {
      return of(in.readNBytes(BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Signature of(byte[] head) {
    var text = new String(head, StandardCharsets.ISO_8859_1);
    if (isContainer(head, text)) {
      return VIDEO_CONTAINER;
    }
    if (!isText(head)) {
      return OTHER;
    }
    var start = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    return PLAYLISTS.stream().anyMatch(start.strip()::startsWith) ? PLAYLIST : TEXT;
  }

  private static boolean isContainer(byte[] head, String text) {
    boolean ebml = text.startsWith("\u001AE\u00DF\u00A3");
    boolean riff = text.startsWith("RIFF") && text.startsWith("AVI ", 8);
    boolean mp4 = ATOMS.stream().anyMatch(atom -> text.startsWith(atom, 4));
    boolean transport =
        head.length > TRANSPORT_PACKET
            && head[0] == TRANSPORT_SYNC
            && head[TRANSPORT_PACKET] == TRANSPORT_SYNC;
    boolean program = text.startsWith("\u0000\u0000\u0001\u00BA");
    return ebml || riff || mp4 || transport || program || text.startsWith("YUV4MPEG2 ");
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return false;
      }
    }
    return true;
  }
}
