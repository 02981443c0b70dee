package dev.jellyscale.protocol.picture;

import dev.jellyscale.video.image.TestPictures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Changes sound picture files a little; the same seed gives the same files. */
public final class Mutations {
  private static final byte[] EXTREMES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, (byte) 0xD8};
  private static final int FIRST_CHUNK = 8;

  private Mutations() {}

  /** One file of each sort. */
  public static List<byte[]> bases() {
    var jpeg = TestPictures.texture("base.jpg", "40x24", "-q:v 5");
    return List.of(
        jpeg,
        JpegBytes.turned(jpeg, 6, ByteOrder.LITTLE_ENDIAN),
        TestPictures.texture("wide.jpg", "40x24", "-q:v 5 -pix_fmt yuvj422p"),
        TestPictures.progressive(40, 24),
        PngBytes.of(20, 12, 8, PngBytes.RGB).picture(3, (x, y, c) -> x * y + c),
        PngBytes.of(20, 12, 16, PngBytes.RGBA).picture(4, (x, y, c) -> x * y * 100 + c),
        PngBytes.of(20, 12, 4, PngBytes.PALETTE)
            .chunk("PLTE", new byte[48])
            .chunk("tRNS", new byte[16])
            .picture(1, (x, y, _) -> (x + y) % 16),
        TestPictures.byFfmpeg("base.webp", "40x24", "-c:v libwebp"),
        TestPictures.byFfmpeg("base2.webp", "40x24", "-c:v libwebp -lossless 1 -pix_fmt bgra"));
  }

  /** A changed copy. */
  public static byte[] mutated(byte[] base, SplittableRandom random) {
    var file = base.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      // Most of what can be told wrong is told at the beginning.
      int end = random.nextBoolean() ? Math.min(64, file.length) : file.length;
      int at = random.nextInt(end);
      switch (random.nextInt(4)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = EXTREMES[random.nextInt(EXTREMES.length)];
        case 2 -> file[at] = (byte) random.nextInt();
        default -> file = random.nextInt(4) == 0 ? shortened(file, random) : file;
      }
    }
    if (file.length > FIRST_CHUNK && file[1] == 'P' && random.nextInt(5) > 0) {
      correctSums(file);
    }
    return file;
  }

  private static byte[] shortened(byte[] file, SplittableRandom random) {
    return Arrays.copyOf(file, random.nextInt(file.length) + 1);
  }

  /** Nothing behind a wrong checksum would be looked at. */
  private static void correctSums(byte[] png) {
    var words = ByteBuffer.wrap(png);
    int at = FIRST_CHUNK;
    while (at + 12 <= png.length) {
      long end = at + 8 + Integer.toUnsignedLong(words.getInt(at));
      if (end + 4 > png.length) {
        return;
      }
      var sum = new CRC32();
      sum.update(png, at + 4, (int) end - at - 4);
      words.putInt((int) end, (int) sum.getValue());
      at = (int) end + 4;
    }
  }
}
