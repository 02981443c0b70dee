package dev.jellyscale.video.container;

import dev.jellyscale.video.container.DeclaredSize.FileBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the headers of the tracks of an MP4 or QuickTime file say and FFmpeg does not tell. Reads a
 * bounded number of bytes, whatever the file declares; what is broken is passed over.
 */
public final class Mp4Tracks {
  private static final long MOOV = 0x6D6F6F76;
  private static final long TRAK = 0x7472616B;
  private static final long TKHD = 0x746B6864;
  private static final long UDTA = 0x75647461;
  private static final long NAME = 0x6E616D65;

  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;
  private static final int SIZE_FOLLOWS = 1;
  private static final int TO_THE_END = 0;
  private static final int MAX_BOXES = 4096;
  private static final int MAX_NAME_BYTES = 4096;
  // Version and flags; then two times of 4 or 8 bytes; then the track's number.
  private static final int TRACK_ID_SHORT = 12;
  private static final int TRACK_ID_LONG = 20;
  private static final int LAST_FLAG_BYTE = 3;

  private final FileBytes file;

  private Mp4Tracks(FileBytes file) {
    this.file = file;
  }

  /**
   * A track.
   *
   * @param id its number, which FFmpeg calls the id of the stream
   * @param flagsPlace of the byte whose lowest bit says that the track is enabled
   * @param name that users gave it; never blank
   */
  public record Track(int id, long flagsPlace, Optional<String> name) {}

  /** The tracks in their order; none where the file is no MP4. */
  public static List<Track> of(Path path) {
    try (var channel = FileChannel.open(path)) {
      var file = new FileBytes(channel);
      return new Mp4Tracks(file).tracks(new Box(0, file.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Track> tracks(Box whole) throws IOException {
    var tracks = new ArrayList<Track>();
    for (var movie : children(whole, MOOV)) {
      for (var track : children(movie, TRAK)) {
        for (var header : children(track, TKHD)) {
          read(track, header).ifPresent(tracks::add);
        }
      }
    }
    return tracks;
  }

  private Optional<Track> read(Box track, Box header) throws IOException {
    if (header.length() < TRACK_ID_LONG + Integer.BYTES) {
      return Optional.empty();
    }
    boolean longTimes = file.bigEndian(header.start(), 1) == 1;
    long place = header.start() + (longTimes ? TRACK_ID_LONG : TRACK_ID_SHORT);
    int id = (int) file.bigEndian(place, Integer.BYTES);
    return Optional.of(new Track(id, header.start() + LAST_FLAG_BYTE, name(track)));
  }

  private Optional<String> name(Box track) throws IOException {
    for (var user : children(track, UDTA)) {
      for (var name : children(user, NAME)) {
        var text = text(name);
        if (!text.isBlank()) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }

  /** UTF-8 to its first zero; some programs put four zeros, version and flags, before it. */
  private String text(Box box) throws IOException {
    var bytes = file.bytes(box.start(), (int) Math.min(box.length(), MAX_NAME_BYTES));
    int start = 0;
    while (start < Integer.BYTES && start < bytes.length && bytes[start] == 0) {
      start++;
    }
    int end = start;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
  }

  /** Boxes of one kind in a box; the walk ends where a size cannot be true. */
  private List<Box> children(Box parent, long type) throws IOException {
    var found = new ArrayList<Box>();
    long place = parent.start();
    for (int i = 0; i < MAX_BOXES && parent.end() - place >= HEADER; i++) {
      long length = file.bigEndian(place, Integer.BYTES);
      int header = HEADER;
      if (length == SIZE_FOLLOWS && parent.end() - place >= LONG_HEADER) {
        length = file.bigEndian(place + HEADER, Long.BYTES);
        header = LONG_HEADER;
      } else if (length == TO_THE_END) {
        length = parent.end() - place;
      }
      if (length < header || length > parent.end() - place) {
        break;
      }
      if (file.bigEndian(place + Integer.BYTES, Integer.BYTES) == type) {
        found.add(new Box(place + header, place + length));
      }
      place += length;
    }
    return found;
  }

  private record Box(long start, long end) {
    long length() {
      return end - start;
    }
  }
}
