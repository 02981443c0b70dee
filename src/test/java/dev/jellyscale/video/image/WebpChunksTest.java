package dev.jellyscale.video.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.FramePool;
import dev.jellyscale.protocol.picture.JpegBytes;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** WebP files with chunks beside their picture. */
class WebpChunksTest {
  private static final int EXIF = 0x08;
  private static final int PROFILE = 0x20;

  /** A lossless WebP file with a colour profile and an orientation. */
  private static byte[] extended(int orientation) {
    var plain =
        TestPictures.byFfmpeg("plain.webp", "48x32", "-c:v libwebp -lossless 1 -pix_fmt bgra");
    int at = new String(plain, StandardCharsets.ISO_8859_1).indexOf("VP8L");
    var head = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(EXIF | PROFILE);
    head.put((byte) 47).putShort((short) 0).put((byte) 31).putShort((short) 0);
    var body = new ByteArrayOutputStream();
    body.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    body.writeBytes(chunk("VP8X", head.array()));
    body.writeBytes(chunk("ICCP", "a colour profile".getBytes(StandardCharsets.ISO_8859_1)));
    int length = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
    body.writeBytes(chunk("VP8L", Arrays.copyOfRange(plain, at + 8, at + 8 + length)));
    body.writeBytes(chunk("EXIF", JpegBytes.tiff(orientation, ByteOrder.LITTLE_ENDIAN)));
    return chunk("RIFF", body.toByteArray());
  }

  private static byte[] chunk(String name, byte[] content) {
    var chunk = ByteBuffer.allocate(8 + content.length + content.length % 2);
    chunk.order(ByteOrder.LITTLE_ENDIAN).put(name.getBytes(StandardCharsets.ISO_8859_1));
    return chunk.putInt(content.length).put(content).array();
  }

  @Test
  void turnsAWebpAndCarriesItsProfile() throws Exception {
    var file = extended(6);
    try (var decoder = new ImageDecoder(file, PictureHeader.read(file), 0);
        var pool = new FramePool(decoder.format(), 1);
        var frame = pool.acquire()) {
      decoder.copyTo(frame);
      var png = TestPictures.bytes(new ImageEncoder(decoder).encode(frame, new PictureForm.Png()));

      assertThat(decoder.size().width()).isEqualTo(32);
      assertThat(new String(png, StandardCharsets.ISO_8859_1)).contains("iCCP");
    }
  }
}
