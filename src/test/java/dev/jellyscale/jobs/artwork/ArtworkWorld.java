package dev.jellyscale.jobs.artwork;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.FakeLibrary;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.jobs.artwork.scan.ArtworkParts;
import dev.jellyscale.jobs.artwork.scan.ArtworkScanner;
import dev.jellyscale.jobs.artwork.scan.Enlarger;
import dev.jellyscale.jobs.artwork.store.ArtworkRows;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps.Room;
import dev.jellyscale.jobs.artwork.store.PictureLines;
import dev.jellyscale.jobs.rules.ArtworkRecipe;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.Selection;
import dev.jellyscale.jobs.rules.scan.ScanRunner;
import dev.jellyscale.jobs.rules.store.RuleRows;
import dev.jellyscale.jobs.rules.store.ScanRows;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/** A Jellyfin with pictures, and a database; whoever makes pictures only repeats pixels. */
public final class ArtworkWorld implements AutoCloseable {
  public static final NodeName ONE = new NodeName("one");
  public static final NodeName TWO = new NodeName("two");
  private static final FakeLibrary FILMS = new FakeLibrary("Films", "movies");

  private final FakeJellyfin fake = FakeJellyfin.of(Release.V12_0);
  private final JellyfinServer server = new JellyfinServer(fake.settings("/films=media"));
  private final JobDatabase database;
  private final List<Size> enlarged = new ArrayList<>();
  private Room room = Room.USUAL;
  private Optional<String> gate = Optional.empty();
  private Runnable whileEnlarging = () -> {};

  public ArtworkWorld(JobDatabase database) {
    this.database = database;
    fake.world().add(FILMS);
  }

  /** Forgets what an earlier world has left in a database. */
  public static void empty(JobDatabase database) {
    database.change(
        change ->
            List.of("artwork_before", "artwork", "scan_picture", "scan", "rule").stream()
                .mapToInt(table -> change.handle().execute("DELETE FROM " + table))
                .sum());
  }

  public FakeJellyfin fake() {
    return fake;
  }

  public JellyfinServer server() {
    return server;
  }

  public ArtworkRows rows() {
    return new ArtworkRows(database);
  }

  /** Sizes of what was enlarged, in order. */
  public List<Size> enlarged() {
    return enlarged;
  }

  public void room(Room other) {
    room = other;
  }

  public Room room() {
    return room;
  }

  public void gate(Optional<String> reason) {
    gate = reason;
  }

  public void whileEnlarging(Runnable action) {
    whileEnlarging = action;
  }

  /** A film; the higher its number, the later it came. */
  public FakeItem film(int number) {
    return fake.world()
        .add(
            FakeItem.movie(FILMS.id(), "Film " + number, "/films/" + number + ".mkv")
                .addedAt(Instant.ofEpochSecond(1_700_000_000 + number)));
  }

  public void poster(FakeItem film, byte[] picture) {
    fake.world().image(film.id() + "/Primary/0", picture);
  }

  public byte[] poster(FakeItem film) {
    return fake.world().image(film.id() + "/Primary/0").orElseThrow();
  }

  public void backdrop(FakeItem film, int index, byte[] picture) {
    fake.world().image(film.id() + "/Backdrop/" + index, picture);
  }

  /** The columns of a film's backdrops, in order. */
  public List<Integer> backdrops(FakeItem film) {
    var widths = new ArrayList<Integer>();
    for (int i = 0; fake.world().image(film.id() + "/Backdrop/" + i).isPresent(); i++) {
      widths.add(width(fake.world().image(film.id() + "/Backdrop/" + i).orElseThrow()));
    }
    return widths;
  }

  /** A PNG; no two shades look alike. */
  public static byte[] png(int width, int shade) {
    var image = new BufferedImage(width, width * 3 / 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, shade);
    return written(image);
  }

  private static byte[] written(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static int width(byte[] png) {
    return PicturePrint.of(png).size().width();
  }

  public static Rule rule(int ceiling) {
    return rule(ceiling, 100);
  }

  public static Rule rule(int ceiling, int narrower) {
    return new Rule(
        new RuleName("pictures"),
        Selection.of(List.of(ItemId.parse(FILMS.id()))),
        new ArtworkRecipe(new ModelId("swift-x2"), Set.of(Kind.values()), narrower),
        ceiling,
        Optional.empty());
  }

  public Scan ask(boolean dry) {
    return ask(rule(100), new Scan.Kind(dry, false));
  }

  public Scan ask(Rule rule, Scan.Kind kind) {
    new RuleRows(database).put(rule);
    return new ScanRows(database).ask(rule, kind);
  }

  /** A scan to its end, by one node. */
  public Scan done(boolean dry) {
    var scan = ask(dry);
    runner(ONE).next();
    return again(scan);
  }

  public Scan again(Scan scan) {
    return new ScanRows(database).find(scan.id()).orElseThrow();
  }

  public List<PictureLine> lines(Scan scan) {
    return new PictureLines(database).page(scan.id(), -1, false, 100);
  }

  public List<PictureFate> fates(Scan scan) {
    return lines(scan).stream().map(PictureLine::fate).toList();
  }

  public ScanRunner runner(NodeName node) {
    var parts = new ArtworkParts(database, server, new Doubling(), room, () -> gate);
    return ScanRunner.ofArtwork(database, node, new ArtworkScanner(parts));
  }

  /** As if the node that is at it had been silent for long. */
  public void silence() {
    database.change(change -> change.handle().execute("UPDATE scan SET seen_at = 1"));
  }

  private final class Doubling implements Enlarger {
    @Override
    public Size size(ModelId model, Size picture) {
      if (picture.width() > 80) {
        throw new LimitExceeded("Too large");
      }
      return new Size(picture.width() * 2, picture.height() * 2);
    }

    @Override
    public Picture enlarge(ModelId model, Picture picture) {
      whileEnlarging.run();
      try {
        var before = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        var size = size(model, new Size(before.getWidth(), before.getHeight()));
        enlarged.add(size);
        var after = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        after.createGraphics().drawImage(before, 0, 0, size.width(), size.height(), null);
        return new Picture("image/png", written(after));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    server.close();
    fake.close();
  }
}
