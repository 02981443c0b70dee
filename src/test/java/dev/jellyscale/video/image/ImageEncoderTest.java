package dev.jellyscale.video.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.FramePool;
import dev.jellyscale.protocol.picture.JpegBytes;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.picture.PictureKind;
import dev.jellyscale.protocol.picture.PngBytes;
import dev.jellyscale.protocol.picture.PngBytes.Codes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGQTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;

/** Pictures decoded and encoded again, without a network between. */
class ImageEncoderTest {

  private static byte[] again(byte[] file, PictureForm form) throws InterruptedException {
    var plain = again(file, form, 0);
    assertThat(again(file, form, 4)).isEqualTo(plain);
    return plain;
  }

  private static byte[] again(byte[] file, PictureForm form, int border)
      throws InterruptedException {
    try (var decoder = new ImageDecoder(file, PictureHeader.read(file), border);
        var pool = new FramePool(decoder.format(), 1);
        var frame = pool.acquire()) {
      decoder.copyTo(frame);
      return TestPictures.bytes(new ImageEncoder(decoder).encode(frame, form));
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 2, 3", "16, 2, 3", "8, 6, 4", "16, 6, 4"})
  void keepsEveryCodeOfAPng(int depth, int colour, int channels) throws Exception {
    int mask = (1 << depth) - 1;
    // Never invisible: colours of such pixels are replaced.
    Codes codes =
        (x, y, channel) -> ((x * 40_503 + y * 30_011 + channel * 20_021) & mask) | (channel / 3);
    var png = PngBytes.of(13, 7, depth, colour).picture(channels, codes);

    var form = depth == 16 ? new PictureForm.DeepPng() : new PictureForm.Png();
    var made = again(png, form);

    assertThat(PictureHeader.read(made)).isEqualTo(PictureHeader.read(png));
    var before = TestPictures.image(png).getRaster();
    var after = TestPictures.image(made).getRaster();
    int samples = 13 * 7 * channels;
    assertThat(after.getPixels(0, 0, 13, 7, new int[samples]))
        .isEqualTo(before.getPixels(0, 0, 13, 7, new int[samples]));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 50, 85, 95, 100})
  void writesJpegWithTheTablesOfLibjpegsQuality(int quality) throws Exception {
    var made =
        again(TestPictures.texture("q.jpg", "64x48", "-q:v 2"), new PictureForm.Jpeg(quality));

    float scale = (quality < 50 ? 5000 / quality : 200 - 2 * quality) / 100f;
    var luma = tables(made, 0);
    // One table is enough where both are the same.
    var chroma = quality > 1 && quality < 100 ? tables(made, 1) : luma;
    // Java scales as libjpeg does; the first step is another one in FFmpeg's encoder.
    assertThat(Arrays.copyOfRange(luma, 1, 64))
        .isEqualTo(steps(JPEGQTable.K1Luminance.getScaledInstance(scale, true)));
    assertThat(Arrays.copyOfRange(chroma, 1, 64))
        .isEqualTo(steps(JPEGQTable.K2Chrominance.getScaledInstance(scale, true)));
  }

  private static int[] steps(JPEGQTable table) {
    return Arrays.copyOfRange(table.getTable(), 1, 64);
  }

  /** Steps of a quantisation table of a file, in the order of JPEGQTable. */
  private static int[] tables(byte[] jpeg, int number) throws IOException {
    var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg)));
    var metadata = reader.getImageMetadata(0);
    return find(metadata.getAsTree(metadata.getNativeMetadataFormatName()), number);
  }

  private static int[] find(Node node, int number) {
    for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeName().equals("dqtable")
          && child.getAttributes().getNamedItem("qtableId").getNodeValue().equals("" + number)) {
        return ((JPEGQTable) ((IIOMetadataNode) child).getUserObject()).getTable();
      }
      var found = find(child, number);
      if (found.length > 0) {
        return found;
      }
    }
    return new int[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"yuvj420p", "yuvj422p", "yuvj444p", "gray"})
  void aJpegOfAJpegLooksTheSame(String pixels) throws Exception {
    var jpeg = TestPictures.byFfmpeg("same.jpg", "67x45", "-q:v 2 -pix_fmt " + pixels);

    var made = again(jpeg, new PictureForm.Jpeg(98));

    assertSimilar(jpeg, made, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "webp"})
  void otherFormsOfAJpegLookTheSame(String form) throws Exception {
    var jpeg = TestPictures.byFfmpeg("other.jpg", "66x46", "-q:v 2 -pix_fmt yuvj420p");

    var made = again(jpeg, form.equals("png") ? new PictureForm.Png() : new PictureForm.Webp(98));

    if (form.equals("png")) {
      assertSimilar(jpeg, made, 10);
    } else {
      assertThat(PictureHeader.read(made).kind()).isEqualTo(PictureKind.WEBP);
      assertSimilar(jpeg, again(made, new PictureForm.Png()), 32);
    }
  }

  @Test
  void coloursOfEveryKindComeBackFromEveryOther() throws Exception {
    int[] colours = {0xC03020, 0x30B050, 0x2040A0, 0x808080, 0xFFFFFF, 0x000000, 0xE0D010};
    for (int colour : colours) {
      var png = TestPictures.byJava("png", 34, 18, (_, _) -> colour);
      for (var form :
          new PictureForm[] {
            new PictureForm.Png(), new PictureForm.Jpeg(95), new PictureForm.Webp(95)
          }) {
        var made = again(again(png, form), new PictureForm.Png());
        assertSimilar(png, made, 4);
      }
    }
  }

  private static void assertSimilar(byte[] left, byte[] right, int most) {
    var one = TestPictures.image(left);
    var other = TestPictures.image(right);
    assertThat(other.getWidth()).isEqualTo(one.getWidth());
    assertThat(other.getHeight()).isEqualTo(one.getHeight());
    int worst = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int difference = (one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255);
          worst = Math.max(worst, Math.abs(difference));
        }
      }
    }
    assertThat(worst).isLessThanOrEqualTo(most);
  }

  @Test
  void carriesColourProfilesAndLeavesNotesOut() throws Exception {
    var profile = new byte[3000];
    Arrays.fill(profile, (byte) 'p');
    var name = "name\0\0".getBytes(StandardCharsets.ISO_8859_1);
    var compressed = PngBytes.deflated(profile);
    var chunk = Arrays.copyOf(name, name.length + compressed.length);
    System.arraycopy(compressed, 0, chunk, name.length, compressed.length);
    var png =
        PngBytes.of(8, 8, 8, PngBytes.RGB)
            .chunk("iCCP", chunk)
            .chunk("tEXt", "Comment\0secret place".getBytes(StandardCharsets.ISO_8859_1))
            .picture(3, (x, y, _) -> x * y);

    var made = again(png, new PictureForm.Png());
    var jpeg = again(png, new PictureForm.Jpeg(90));

    assertThat(text(made)).contains("iCCP").doesNotContain("secret");
    assertThat(text(jpeg)).contains("ICC_PROFILE").contains("pppppppp");
    assertThat(text(again(jpeg, new PictureForm.Png()))).contains("iCCP");
  }

  @Test
  void carriesTheTagsOfHdr() throws Exception {
    var png =
        PngBytes.of(8, 8, 16, PngBytes.RGB)
            .chunk("cICP", new byte[] {9, 16, 0, 1})
            .picture(3, (x, y, _) -> 900 * x * y);

    var made = again(png, new PictureForm.DeepPng());

    int at = text(made).indexOf("cICP");
    assertThat(at).isPositive();
    assertThat(Arrays.copyOfRange(made, at + 4, at + 8)).containsExactly(9, 16, 0, 1);
  }

  @Test
  void neverTurnsTwice() throws Exception {
    var jpeg = TestPictures.texture("turn.jpg", "64x32", "-q:v 2");

    var made =
        again(
            JpegBytes.turned(jpeg, 6, java.nio.ByteOrder.LITTLE_ENDIAN), new PictureForm.Jpeg(90));

    assertThat(PictureHeader.read(made).width()).isEqualTo(32);
    assertThat(text(made)).doesNotContain("Exif");
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
