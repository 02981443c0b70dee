package dev.jellyscale.video.rewrite;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S24LE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * PCM in the packing of Blu-ray ({@code pcm_bluray}) or DVD ({@code pcm_dvd}) as plain
 * little-endian PCM of 16 or 24 bits. Every sample keeps its value.
 */
public final class DiscPcmToPlainPcm implements PacketRewriter {
  private final AVCodecContext decoder;
  private final AVFrame frame;

  /**
   * @param parameters of the source stream; copied
   */
  public DiscPcmToPlainPcm(AVCodecParameters parameters) {
    var codec = avcodec_find_decoder(parameters.codec_id());
    if (codec == null) {
      throw new Unsupported("This build of FFmpeg cannot read the PCM of discs");
    }
    decoder = avcodec_alloc_context3(codec);
    frame = av_frame_alloc();
    try {
      check(avcodec_parameters_to_context(decoder, parameters), "describe the PCM stream");
      check(avcodec_open2(decoder, codec, (AVDictionary) null), "open the PCM decoder");
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void describe(AVCodecParameters parameters) {
    int bits = parameters.format() == AV_SAMPLE_FMT_S16 ? Short.SIZE : 24;
    int channels = parameters.ch_layout().nb_channels();
    parameters.codec_id(bits == Short.SIZE ? AV_CODEC_ID_PCM_S16LE : AV_CODEC_ID_PCM_S24LE);
    parameters.codec_tag(0);
    parameters.bits_per_coded_sample(bits);
    parameters.bits_per_raw_sample(bits);
    parameters.block_align(channels * bits / Byte.SIZE);
    parameters.bit_rate((long) channels * bits * parameters.sample_rate());
  }

  @Override
  public boolean rewrite(AVPacket packet) {
    check(avcodec_send_packet(decoder, packet), "read PCM samples");
    check(avcodec_receive_frame(decoder, frame), "read PCM samples");
    Payload.replace(packet, samples());
    return true;
  }

  private byte[] samples() {
    int count = frame.nb_samples() * frame.ch_layout().nb_channels();
    return switch (frame.format()) {
      case AV_SAMPLE_FMT_S16 -> {
        var bytes = new byte[count * Short.BYTES];
        // The decoder's samples have the order of this machine, which is little-endian as well.
        frame.data(0).get(bytes);
        yield bytes;
      }
      case AV_SAMPLE_FMT_S32 -> highThreeBytes(count);
      default -> throw new IllegalStateException("PCM samples of format " + frame.format());
    };
  }

  // 24 bits lie in the high bytes of each integer.
  private byte[] highThreeBytes(int count) {
    var wide = new byte[count * Integer.BYTES];
    frame.data(0).get(wide);
    var in = ByteBuffer.wrap(wide).order(ByteOrder.LITTLE_ENDIAN);
    var out = new byte[count * 3];
    for (int i = 0; i < count; i++) {
      int sample = in.getInt();
      out[3 * i] = (byte) (sample >> 8);
      out[3 * i + 1] = (byte) (sample >> 16);
      out[3 * i + 2] = (byte) (sample >> 24);
    }
    return out;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(decoder);
  }
}
