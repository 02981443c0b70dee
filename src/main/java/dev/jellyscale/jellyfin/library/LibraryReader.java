package dev.jellyscale.jellyfin.library;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.call.Fields;
import dev.jellyscale.jellyfin.call.Nonsense;
import dev.jellyscale.jellyfin.library.Item.Show;
import dev.jellyscale.jellyfin.library.ItemPage.Listed;
import dev.jellyscale.jellyfin.library.MediaSource.Video;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads libraries, items and files from what Jellyfin sends. */
public final class LibraryReader {
  /** What has to be asked for so that a list of items tells all of it. */
  public static final String FIELDS = "DateCreated,Genres,MediaSources,Path";

  private static final long NANOS_OF_A_TICK = 100;

  /** In a second; more is a mistake of whoever has written the file. */
  private static final double MOST_FRAMES = 1000;

  private static final long MOST_TICKS = Long.MAX_VALUE / NANOS_OF_A_TICK;

  private LibraryReader() {}

  /** The libraries of a list of views. */
  public static List<Library> libraries(Fields list) throws Nonsense {
    var libraries = new ArrayList<Library>();
    for (var view : list.objects("Items")) {
      libraries.add(new Library(id(view), view.due("Name"), view.text("CollectionType")));
    }
    return List.copyOf(libraries);
  }

  /** The ids of the libraries of a list of folders as administrators have made them. */
  public static Set<ItemId> ids(List<Fields> folders) throws Nonsense {
    var ids = new HashSet<ItemId>();
    for (var folder : folders) {
      ids.add(id(folder.due("ItemId")));
    }
    return Set.copyOf(ids);
  }

  /** One item. */
  public static Item item(Fields item) throws Nonsense {
    var data = item.object("UserData");
    return new Item(
        id(item),
        item.due("Name"),
        item.due("Type"),
        show(item),
        whole(item, "ProductionYear"),
        length(item),
        item.texts("Genres"),
        item.instant("DateCreated"),
        data.isEmpty() ? Optional.empty() : data.get().flag("Played"));
  }

  /** A page of a list of items. */
  public static ItemPage page(Fields list, int start) throws Nonsense {
    var items = new ArrayList<Listed>();
    for (var item : list.objects("Items")) {
      items.add(new Listed(item(item), file(item)));
    }
    var total =
        whole(list, "TotalRecordCount")
            .orElseThrow(() -> Nonsense.counting("does not tell how many items there are"));
    return new ItemPage(items, start, total);
  }

  private static Optional<Show> show(Fields item) throws Nonsense {
    var series = item.text("SeriesName");
    var id = item.text("SeriesId");
    if (series.isEmpty() && id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Show(
            id.isEmpty() ? Optional.empty() : Optional.of(id(id.get())),
            series,
            whole(item, "ParentIndexNumber"),
            whole(item, "IndexNumber")));
  }

  /** The files of one item. */
  public static ItemFile file(Fields item) throws Nonsense {
    var sources = new ArrayList<MediaSource>();
    for (var source : item.objects("MediaSources")) {
      sources.add(source(source));
    }
    return new ItemFile(id(item), sources);
  }

  private static MediaSource source(Fields source) throws Nonsense {
    boolean isFile = source.text("Protocol").orElse("File").equals("File");
    var size = source.number("Size");
    return new MediaSource(
        source.text("Id").orElse(""),
        isFile ? source.text("Path") : Optional.empty(),
        source.text("Container"),
        size.isPresent() ? OptionalLong.of(size.get()) : OptionalLong.empty(),
        length(source),
        video(source));
  }

  private static Optional<Video> video(Fields source) throws Nonsense {
    for (var stream : source.objects("MediaStreams")) {
      if (stream.text("Type").equals(Optional.of("Video"))) {
        return Optional.of(
            new Video(
                stream.text("Codec"),
                whole(stream, "Width"),
                whole(stream, "Height"),
                rate(stream)));
      }
    }
    return Optional.empty();
  }

  /** The average is what the frames of a file add up to; the other one is a guess of FFmpeg. */
  private static Optional<Double> rate(Fields stream) throws Nonsense {
    var average = stream.fraction("AverageFrameRate");
    var rate = average.isPresent() ? average : stream.fraction("RealFrameRate");
    return rate.filter(number -> number > 0 && number <= MOST_FRAMES);
  }

  private static ItemId id(Fields item) throws Nonsense {
    return id(item.due("Id"));
  }

  private static ItemId id(String text) throws Nonsense {
    try {
      return ItemId.parse(text);
    } catch (Invalid _) {
      throw Nonsense.counting("answers with an odd id");
    }
  }

  static OptionalInt whole(Fields fields, String name) throws Nonsense {
    var number = fields.number(name);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    long value = number.get();
    if (value != (int) value) {
      throw Nonsense.counting("answers with an odd field " + name);
    }
    return OptionalInt.of((int) value);
  }

  private static Optional<Duration> length(Fields fields) throws Nonsense {
    return fields
        .number("RunTimeTicks")
        .filter(ticks -> ticks > 0 && ticks < MOST_TICKS)
        .map(ticks -> Duration.ofNanos(ticks * NANOS_OF_A_TICK));
  }
}
