package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.call.Bound;
import dev.jellyscale.jellyfin.call.Call;
import dev.jellyscale.jellyfin.call.Fields;
import dev.jellyscale.jellyfin.call.Nonsense;
import dev.jellyscale.jellyfin.call.Reply;
import dev.jellyscale.jellyfin.library.ItemImage;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Posters and backdrops, by our own key. A call takes 30 s at most and a picture has at most 32
 * MiB; else as {@link JellyfinServer}.
 */
public final class ItemImages {
  private final OwnCalls own;

  ItemImages(OwnCalls own) {
    this.own = own;
  }

  /** A picture and its media type. */
  public record Picture(String type, byte[] bytes) {}

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
   * away, so that no failure leaves an item without its picture. A backdrop goes behind the others.
   *
   * @param index of the one before
   * @throws NotFound if there is no such item
   */
  public void replace(ItemId item, Kind kind, int index, Picture picture) {
    put(item, kind, picture);
    if (kind == Kind.BACKDROP) {
      remove(item, kind, index);
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
