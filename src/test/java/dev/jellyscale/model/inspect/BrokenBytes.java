package dev.jellyscale.model.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bytes that are no model, and models whose bytes parsers would read in different ways. */
final class BrokenBytes {
  private static final String NO_MODEL = "is not an ONNX file";
  private static final int CUTS = 16;
  private static final int DEPTH = 2000;

  private BrokenBytes() {}

  static Stream<MaliciousModel> models() {
    return Stream.of(otherFiles(), truncated(), wire(), doubled(), nested())
        .flatMap(models -> models);
  }

  private static Stream<MaliciousModel> otherFiles() {
    return Stream.of(
        new MaliciousModel("empty file", new byte[0], "it is empty"),
        new MaliciousModel("zip archive", hex("504b0304140000000800"), "a zip archive"),
        new MaliciousModel("gzip", hex("1f8b0800000000000003"), "compressed by gzip"),
        new MaliciousModel("text", "not a model".getBytes(UTF_8), NO_MODEL),
        new MaliciousModel("web page", "<!DOCTYPE html><html>".getBytes(UTF_8), NO_MODEL),
        new MaliciousModel("zeros", new byte[4096], NO_MODEL),
        new MaliciousModel("one byte", new byte[] {8}, NO_MODEL));
  }

  private static Stream<MaliciousModel> truncated() {
    var sound = Altered.sound();
    return IntStream.range(1, CUTS)
        .map(cut -> sound.length * cut / CUTS)
        .mapToObj(
            length ->
                new MaliciousModel(
                    "cut after " + length + " bytes", Arrays.copyOf(sound, length), NO_MODEL));
  }

  private static Stream<MaliciousModel> wire() {
    return Stream.of(
        behind("2 GB announced", "72ffffffff07", "is longer than what it lies in"),
        behind("negative length", "72ffffffffffffffffff01", "is longer than what it lies in"),
        behind("field longer than its parent", "42020a7f", "is longer than what it lies in"),
        behind("overlong number", "28808000", "longer than it needs to be"),
        behind("overlong length", "328000", "longer than it needs to be"),
        behind("overlong tag", "a88000", "longer than it needs to be"),
        behind("number of eleven bytes", "28ffffffffffffffffffff01", "longer than it needs"),
        behind("number of 70 bits", "28ffffffffffffffffff7f", "longer than it needs"),
        behind("group", "2b2c", "is no field"),
        behind("end of a group", "2c", "is no field"),
        behind("field zero", "0000", "is no field"),
        behind("unknown wire type", "2f", "is no field"),
        behind("number of a field too large", "f8ffffffff7f00", "is no field"),
        behind("graph that is a number", "4001", "of another type"),
        behind("version that is text", "2a0131", "of another type"),
        behind("field of no meaning", "f80701", "ONNX has no field 127"),
        behind("operator set that ends in mid-field", "42011001", "mid-field"),
        behind("devices", "d20100", "configured for several devices"));
  }

  /** Splits of one message that a parser merges, so that each half looks harmless. */
  private static Stream<MaliciousModel> doubled() {
    return Stream.of(
        behind("second graph", "3a00", "field 7 is there twice"),
        behind("second format version", "0808", "field 1 is there twice"),
        inGraph(
            "constant that is here and elsewhere",
            field(5, hex("70007001")),
            "field 14 is there twice"),
        inGraph(
            "constant of an attribute in two halves",
            field(
                1,
                joined(
                    field(4, text("Constant")),
                    field(
                        5, joined(field(5, Altered.scalar().build().toByteArray()), hex("2a00"))))),
            "field 5 is there twice"),
        inGraph(
            "operator with two names",
            field(1, joined(field(4, text("Conv")), field(4, text("If")))),
            "field 4 is there twice"),
        inGraph("type in two halves", field(11, hex("12001200")), "field 2 is there twice"),
        inGraph(
            "dimension with size and name",
            field(11, field(2, field(1, field(2, field(1, hex("0804120178")))))),
            "field 2 is there twice"),
        inGraph(
            "numbers that end in mid-number",
            field(5, joined(field(1, hex("01ff")), hex("1001"))),
            "in mid-number"),
        inGraph("four million unpacked values", field(5, numbers(4_100_000)), "4000000 fields"));
  }

  /** One element of a tensor's 32-bit integers, over and over. */
  private static byte[] numbers(int count) {
    var numbers = new byte[2 * count];
    for (int i = 0; i < numbers.length; i += 2) {
      numbers[i] = 5 << 3;
    }
    return numbers;
  }

  private static Stream<MaliciousModel> nested() {
    return Stream.of(
        new MaliciousModel("graphs in graphs", nest(new int[] {7, 1, 5, 6}, DEPTH), "control flow"),
        new MaliciousModel(
            "sequences of sequences", nest(new int[] {7, 11, 2, 4, 1}, DEPTH), "no tensor"));
  }

  /** Messages in messages; behind the first fields of the path its last two alternate. */
  private static byte[] nest(int[] path, int depth) {
    var inner = new byte[0];
    for (int level = depth; level >= 0; level--) {
      int step = level < path.length ? level : path.length - 2 + (level & 1);
      inner = field(path[step], inner);
    }
    return inner;
  }

  private static MaliciousModel behind(String name, String hex, String reason) {
    return new MaliciousModel(name, joined(Altered.sound(), hex(hex)), reason);
  }

  private static MaliciousModel inGraph(String name, byte[] extra, String reason) {
    var model = Altered.model();
    var graph = joined(model.getGraph().toByteArray(), extra);
    var rest = model.clearGraph().build().toByteArray();
    return new MaliciousModel(name, joined(rest, field(7, graph)), reason);
  }

  /** A field of bytes. */
  private static byte[] field(int number, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write((number << 3) | 2);
    int rest = content.length;
    for (; rest >= 0x80; rest >>>= 7) {
      out.write((rest & 0x7f) | 0x80);
    }
    out.write(rest);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
