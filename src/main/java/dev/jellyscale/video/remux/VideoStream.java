package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.video.encode.EncodeSpec;
import dev.jellyscale.video.ffmpeg.PixelCode;
import dev.jellyscale.video.rewrite.Payload;
import dev.jellyscale.video.segment.SegmentSurvey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Describes the upscaled video to a muxer, so that players show it as they showed the source. */
final class VideoStream {
  private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;
  // Places of the translation in a display matrix of 9 numbers, in 16.16 pixels.
  private static final int MATRIX_X = 6;
  private static final int MATRIX_Y = 7;

  private final EncodeSpec encode;
  private final VideoFacts source;
  private final SegmentSurvey segments;

  VideoStream(EncodeSpec encode, VideoFacts source, SegmentSurvey segments) {
    this.encode = encode;
    this.source = source;
    this.segments = segments;
  }

  /** Fills a new stream of a file. */
  void describe(AVStream stream, Container container) {
    var parameters = stream.codecpar();
    describeCodec(parameters);
    describePicture(parameters);
    // In hvc1 the parameter sets stand in the header alone, as our encoders write them.
    if (container == Container.MP4 && parameters.codec_id() == AV_CODEC_ID_HEVC) {
      parameters.codec_tag(HVC1);
    }
    set(stream.time_base(), encode.timing().timeBase());
    set(stream.sample_aspect_ratio(), encode.appearance().sampleAspect());
    var rate = encode.timing().frameRate();
    if (segments.constantRate() && rate.num() > 0) {
      set(stream.avg_frame_rate(), rate);
      set(parameters.framerate(), rate);
    }
    addSideData(parameters);
  }

  private static void set(AVRational target, Rational value) {
    target.num(value.num());
    target.den(value.den());
  }

  private void describeCodec(AVCodecParameters parameters) {
    var header = segments.header();
    parameters.codec_type(AVMEDIA_TYPE_VIDEO);
    parameters.codec_id(header.codecId());
    parameters.profile(header.profile());
    parameters.level(header.level());
    parameters.video_delay(segments.reorder());
    parameters.field_order(AV_FIELD_PROGRESSIVE);
    Payload.setExtradata(parameters, header.extradata());
  }

  private void describePicture(AVCodecParameters parameters) {
    var appearance = encode.appearance();
    parameters.width(encode.format().width());
    parameters.height(encode.format().height());
    parameters.format(PixelCode.of(encode.format().pixels()));
    parameters.color_primaries(appearance.tags().primaries());
    parameters.color_trc(appearance.tags().transfer());
    parameters.color_space(appearance.tags().matrix());
    parameters.color_range(appearance.tags().range());
    parameters.chroma_location(appearance.tags().chromaLocation());
    set(parameters.sample_aspect_ratio(), appearance.sampleAspect());
  }

  private void addSideData(AVCodecParameters parameters) {
    var hdr = encode.appearance().hdr();
    hdr.masteringDisplay()
        .ifPresent(b -> add(parameters, AV_PKT_DATA_MASTERING_DISPLAY_METADATA, b));
    hdr.contentLight().ifPresent(b -> add(parameters, AV_PKT_DATA_CONTENT_LIGHT_LEVEL, b));
    source
        .displayMatrix()
        .ifPresent(b -> add(parameters, AV_PKT_DATA_DISPLAYMATRIX, scaledMatrix(b)));
    if (!source.crop().equals(VideoFacts.Crop.NONE)) {
      add(parameters, AV_PKT_DATA_FRAME_CROPPING, scaledCrop());
    }
  }

  private static void add(AVCodecParameters parameters, int type, byte[] content) {
    var list = parameters.coded_side_data();
    var entries = list == null ? new AVPacketSideData(null) : list;
    int[] count = {parameters.nb_coded_side_data()};
    var entry = av_packet_side_data_new(entries, count, type, content.length, 0);
    if (entry == null) {
      throw new OutOfMemoryError("No memory for side data");
    }
    entry.data().put(content);
    parameters.coded_side_data(entries);
    parameters.nb_coded_side_data(count[0]);
  }

  /** A turned picture is also moved, by as many pixels as it is large. */
  private byte[] scaledMatrix(byte[] matrix) {
    var scaled = ByteBuffer.wrap(matrix.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int x = scaled.getInt(MATRIX_X * Integer.BYTES);
    int y = scaled.getInt(MATRIX_Y * Integer.BYTES);
    scaled.putInt(MATRIX_X * Integer.BYTES, (int) Math.round(x * horizontalScale()));
    scaled.putInt(MATRIX_Y * Integer.BYTES, (int) Math.round(y * verticalScale()));
    return scaled.array();
  }

  private byte[] scaledCrop() {
    var crop = source.crop();
    return ByteBuffer.allocate(4 * Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) Math.round(crop.top() * verticalScale()))
        .putInt((int) Math.round(crop.bottom() * verticalScale()))
        .putInt((int) Math.round(crop.left() * horizontalScale()))
        .putInt((int) Math.round(crop.right() * horizontalScale()))
        .array();
  }

  private double horizontalScale() {
    return (double) encode.format().width() / size().width();
  }

  private double verticalScale() {
    return (double) encode.format().height() / size().height();
  }

  private FrameFormat size() {
    return source.format();
  }
}
