package dev.jellyscale.video.probe;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DOVI_CONF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import dev.jellyscale.protocol.HdrMetadata;
import dev.jellyscale.protocol.VideoFacts.Crop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** What a container says of a whole video stream beside its format. */
final class StreamSideData {
  private static final int MATRIX_BYTES = 36;
  private static final int MAX_BYTES = 4096;
  private static final int QUARTER = 90;
  private static final int FULL_TURN = 360;

  private final AVCodecParameters parameters;

  StreamSideData(AVCodecParameters parameters) {
    this.parameters = parameters;
  }

  private Optional<byte[]> find(int type) {
    for (int i = 0; i < parameters.nb_coded_side_data(); i++) {
      var data = new AVPacketSideData(parameters.coded_side_data()).getPointer(i);
      if (data.type() == type) {
        return Optional.of(bytes(data.data(), data.size()));
      }
    }
    return Optional.empty();
  }

  private static byte[] bytes(BytePointer data, long size) {
    var copy = new byte[(int) Math.min(size, MAX_BYTES)];
    data.get(copy);
    return copy;
  }

  /** Static HDR metadata: the container's, else the first frame's. */
  HdrMetadata hdr(AVFrame frame) {
    return new HdrMetadata(
        find(AV_PKT_DATA_MASTERING_DISPLAY_METADATA)
            .or(() -> ofFrame(frame, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA)),
        find(AV_PKT_DATA_CONTENT_LIGHT_LEVEL)
            .or(() -> ofFrame(frame, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL)));
  }

  private static Optional<byte[]> ofFrame(AVFrame frame, int type) {
    var data = av_frame_get_side_data(frame, type);
    return data == null ? Optional.empty() : Optional.of(bytes(data.data(), data.size()));
  }

  /** The display matrix. */
  Optional<byte[]> displayMatrix() {
    return find(AV_PKT_DATA_DISPLAYMATRIX).filter(matrix -> matrix.length == MATRIX_BYTES);
  }

  /** Degrees clockwise; empty where the matrix is no turn by quarters, such as a mirror. */
  OptionalInt rotation() {
    var matrix = displayMatrix();
    if (matrix.isEmpty()) {
      return OptionalInt.of(0);
    }
    var m = ByteBuffer.wrap(matrix.get()).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    // Rows of three numbers; the first two of the first two rows turn and scale the picture.
    int a = m.get(0);
    int b = m.get(1);
    int c = m.get(3);
    int d = m.get(4);
    boolean turn = a == d && b == -c && (a == 0) != (b == 0);
    if (!turn) {
      return OptionalInt.empty();
    }
    double degrees = Math.toDegrees(Math.atan2(b, a));
    return OptionalInt.of(Math.floorMod(Math.round(degrees / QUARTER) * QUARTER, FULL_TURN));
  }

  /** What the container crops; the bitstream's own crop is applied by the decoder. */
  Crop crop() {
    var crop = find(AV_PKT_DATA_FRAME_CROPPING);
    if (crop.isEmpty() || crop.get().length < 4 * Integer.BYTES) {
      return Crop.NONE;
    }
    var sides = ByteBuffer.wrap(crop.get()).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    return new Crop(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
  }

  /** Dolby Vision's configuration record; null where there is none. */
  @Nullable DolbyVision dolbyVision() {
    return find(AV_PKT_DATA_DOVI_CONF).map(DolbyVision::of).orElse(null);
  }

  /**
   * What matters of {@code AVDOVIDecoderConfigurationRecord}.
   *
   * @param compatibility what the base layer can be shown as alone; 0 for nothing
   */
  record DolbyVision(int profile, int compatibility) {
    private static final int PROFILE = 2;
    private static final int COMPATIBILITY = 7;
    private static final int IPT_ONLY = 5;

    static DolbyVision of(byte[] record) {
      return new DolbyVision(record[PROFILE], record[COMPATIBILITY]);
    }

    /** Whether its base layer is no picture without Dolby's own processing. */
    boolean needsDolby() {
      return profile == IPT_ONLY || (profile > IPT_ONLY && compatibility == 0);
    }
  }
}
