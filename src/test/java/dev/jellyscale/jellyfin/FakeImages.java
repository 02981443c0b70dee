package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.picture.PictureHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The images of a {@link FakeWorld}, as they are listed. */
record FakeImages(FakeWorld world) {

  List<Map<String, @Nullable Object>> list(String item) {
    return world.images().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(item + "/"))
        .map(entry -> shape(entry.getKey().split("/"), entry.getValue()))
        .toList();
  }

  private static Map<String, @Nullable Object> shape(String[] name, byte[] bytes) {
    boolean many = name[1].equals("Backdrop");
    var size = size(bytes);
    return FakeShapes.map(
        "ImageType",
        name[1],
        "ImageIndex",
        many ? Integer.valueOf(name[2]) : null,
        "ImageTag",
        FakeJellyfin.hex(name[1] + Arrays.hashCode(bytes)),
        "Path",
        "/config/metadata/library/" + name[0] + "/" + name[1] + ".png",
        "BlurHash",
        "L02rs+of",
        "Height",
        size.height(),
        "Width",
        size.width(),
        "Size",
        bytes.length);
  }

  /** As it is told by a server that could not read the picture, where it is none. */
  private static Size size(byte[] bytes) {
    try {
      var header = PictureHeader.read(bytes);
      return new Size(header.width(), header.height());
    } catch (Damaged | Unsupported _) {
      return new Size(400, 600);
    }
  }

  /** A backdrop is put behind the others, whatever index was asked for. */
  String nameForNew(String name) {
    var parts = name.split("/");
    if (!parts[1].equals("Backdrop")) {
      return name;
    }
    int next = 0;
    while (world.image(parts[0] + "/Backdrop/" + next).isPresent()) {
      next++;
    }
    return parts[0] + "/Backdrop/" + next;
  }
}
