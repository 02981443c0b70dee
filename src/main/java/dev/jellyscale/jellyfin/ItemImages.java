package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.call.Bound;
import dev.jellyscale.jellyfin.call.Call;
import dev.jellyscale.jellyfin.call.Call.Parameter;
import dev.jellyscale.jellyfin.call.Fields;
import dev.jellyscale.jellyfin.call.Nonsense;
import dev.jellyscale.jellyfin.call.Reply;
import dev.jellyscale.jellyfin.library.ItemImage;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Posters and backdrops, by our own key. A call takes 35 s at most and a picture has at most 32
 * MiB; else as {@link JellyfinServer}.
 */
public final class ItemImages {
  private final OwnCalls own;

  ItemImages(OwnCalls own) {
    this.own = own;
  }

  /** A picture and its media type. */
  public record Picture(String type, byte[] bytes) {}

  /** What came of looking at a picture. */
  public sealed interface Look {}

  /** It is this one. */
  public record Given(Picture picture) implements Look {}

  /** There is none. */
  public record Absent() implements Look {}

  /**
   * It cannot be had, though the server answers other questions.
   *
   * @param why a sentence
   */
  public record Withheld(String why) implements Look {}

  /**
   * Posters and backdrops of an item; others are left out.
   *
   * @throws NotFound if there is no such item
   */
  public List<ItemImage> of(ItemId item) {
    return own.ask(Call.get(path(item)), reply -> images(OwnCalls.found(reply, item).jsonOfList()));
  }

  private static List<ItemImage> images(List<Fields> list) throws Nonsense {
    var images = new ArrayList<ItemImage>();
    for (var fields : list) {
      ItemImage.of(fields).ifPresent(images::add);
    }
    return List.copyOf(images);
  }

  /** The picture itself; empty where there is none. */
  public Optional<Picture> get(ItemId item, Kind kind, int index) {
    return own.ask(
        Call.get(path(item, kind) + "/" + index).within(Bound.PICTURE),
        reply -> reply.status() == 404 ? Optional.empty() : Optional.of(picture(reply)));
  }

  /**
   * The same as {@link #of}, where a server that is away is told from one that only cannot answer
   * this.
   *
   * @throws NotFound if there is no such item
   * @throws Conflict if the server answers other questions, and has failed on this one twice
   * @throws Unavailable if it is away
   */
  public List<ItemImage> listed(ItemId item) {
    return surely(
        () -> of(item),
        why -> {
          throw new Conflict("The pictures of item " + item + " are not told: " + why);
        });
  }

  /**
   * The same as {@link #get}, where a server that is away is told from one that only cannot give
   * this picture: its file is gone, or it has more than 32 MiB.
   *
   * @throws Unavailable if it is away
   */
  public Look look(ItemId item, Kind kind, int index) {
    return surely(
        () -> get(item, kind, index).<Look>map(Given::new).orElseGet(Absent::new), Withheld::new);
  }

  /** Asks once more what was not answered: the server may have come back between two questions. */
  private <T> T surely(Supplier<T> question, Function<String, T> otherwise) {
    try {
      return question.get();
    } catch (Unavailable _) {
      requireSoundServer();
    }
    try {
      return question.get();
    } catch (Unavailable e) {
      requireSoundServer();
      return otherwise.apply(String.valueOf(e.getMessage()));
    }
  }

  private void requireSoundServer() {
    var _ = own.ask(Call.get("/Items", new Parameter("limit", "1")), Reply::json);
  }

  private static Picture picture(Reply reply) throws Nonsense {
    reply.require(200);
    var type = reply.type().filter(text -> text.startsWith("image/"));
    if (type.isEmpty() || reply.body().length == 0) {
      throw Nonsense.counting("answers with something else where a picture is due");
    }
    return new Picture(type.get(), reply.body());
  }

  /**
   * Gives an item a picture: a poster takes the place of the one before, a backdrop comes behind
   * the others. What was there before is gone in Jellyfin.
   *
   * @throws NotFound if there is no such item
   */
  public void put(ItemId item, Kind kind, Picture picture) {
    var body = Base64.getEncoder().encode(picture.bytes());
    own.tell(
        Call.post(path(item, kind)).with(new Call.Body(picture.type(), body)).within(Bound.PICTURE),
        item);
  }

  /**
   * Puts a picture in the place of one that an item has. It is there before the one before is taken
   * away, so that no failure leaves an item without its picture. A backdrop goes behind the others;
   * the one before is looked for behind that, since others may have moved meanwhile, and where
   * somebody has taken it away nothing is removed.
   *
   * @param before whether a picture is the one before
   * @throws NotFound if there is no such item
   * @throws Conflict as {@link #listed}; the new picture is there
   */
  public void replace(ItemId item, Kind kind, Predicate<Picture> before, Picture picture) {
    put(item, kind, picture);
    if (kind == Kind.BACKDROP) {
      removeFirst(item, before);
    }
  }

  /**
   * Takes the first backdrop away that is the one; nothing where there is none.
   *
   * @throws NotFound if there is no such item
   * @throws Conflict as {@link #listed}
   */
  public void removeFirst(ItemId item, Predicate<Picture> which) {
    for (var image : listed(item)) {
      if (image.kind() == Kind.BACKDROP
          && look(item, image.kind(), image.index()) instanceof Given(var picture)
          && which.test(picture)) {
        remove(item, image.kind(), image.index());
        return;
      }
    }
  }

  /**
   * Takes a picture away. The backdrops behind it move up.
   *
   * @throws NotFound if there is no such item
   */
  public void remove(ItemId item, Kind kind, int index) {
    own.tell(Call.delete(path(item, kind) + "/" + index), item);
  }

  private static String path(ItemId item) {
    return "/Items/" + item.hex() + "/Images";
  }

  private static String path(ItemId item, Kind kind) {
    return path(item) + "/" + kind.word();
  }
}
