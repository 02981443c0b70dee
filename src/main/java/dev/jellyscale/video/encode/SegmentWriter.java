package dev.jellyscale.video.encode;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.video.segment.SegmentHeader;
import dev.jellyscale.video.segment.SegmentOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Encodes one range of frames into one segment file. The segment begins with a keyframe, needs no
 * other segment to be decoded, and the same frames give the same bytes again. Used by one thread at
 * a time.
 */
public final class SegmentWriter implements AutoCloseable {
  // More than the lookahead of any preset; beyond it an encoder has lost a frame.
  private static final int MAX_PENDING = 1024;

  private final EncodeSpec spec;
  private final VideoEncoder encoder;
  private final PictureRing pictures;
  private final Path file;
  private final SegmentOutput output;
  private final SegmentHeader header;
  private final PacketMessages messages;
  private final Map<Long, Pending> pending = new HashMap<>();
  private long lastPts = Long.MIN_VALUE;

  private SegmentWriter(EncodeSpec spec, VideoEncoder encoder, PictureRing pictures, Path file)
      throws IOException {
    this.file = file;
    this.spec = spec;
    this.encoder = encoder;
    this.pictures = pictures;
    header = encoder.header();
    messages = PacketMessages.of(header);
    output = new SegmentOutput(file, header);
  }

  /**
   * Opens the encoder and creates the file, or empties it.
   *
   * @throws EngineFailure if the encoder does not open
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported if this build does not have it
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if there is no room
   */
  public static SegmentWriter open(Path file, EncodeSpec spec) {
    var encoder = VideoEncoder.open(spec);
    PictureRing pictures = null;
    try {
      pictures = new PictureRing(spec.format(), encoder.pixelCode());
      return new SegmentWriter(spec, encoder, pictures, file);
    } catch (IOException | RuntimeException e) {
      if (pictures != null) {
        pictures.close();
      }
      encoder.close();
      throw e instanceof IOException io ? WriteFailure.of(file, io) : (RuntimeException) e;
    }
  }

  /**
   * Encodes a frame, which stays the caller's.
   *
   * @param frame of the format of the spec; its time stamp is larger than that of the frame before
   * @throws EngineFailure if the encoder fails
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if there is no room
   */
  public void write(Frame frame) {
    if (!frame.format().equals(spec.format())) {
      throw new IllegalArgumentException(
          "A frame of " + frame.format() + " among frames of " + spec.format());
    }
    if (frame.pts() <= lastPts) {
      throw new IllegalArgumentException("pts=" + frame.pts() + " is not after " + lastPts);
    }
    lastPts = frame.pts();
    pending.put(lastPts, new Pending(frame.duration(), messages.of(frame.sideData())));
    if (pending.size() > MAX_PENDING) {
      throw new EngineFailure("The encoder " + spec.settings().encoder() + " lost frames", null);
    }
    encoder.send(pictures.filled(frame));
    drain();
  }

  private void drain() {
    for (var packet = encoder.receive(); packet != null; packet = encoder.receive()) {
      store(packet);
    }
  }

  private void store(AVPacket packet) {
    var source = pending.remove(packet.pts());
    if (source == null) {
      throw new EngineFailure(
          "The encoder " + spec.settings().encoder() + " changed a time stamp", null);
    }
    var payload = VideoEncoder.payload(packet).asByteBuffer();
    var pieces = messages.insert(payload, source.messages());
    try {
      output.write(packet.pts(), source.duration(), packet.flags(), pieces);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /**
   * Gets the last frames out of the encoder and waits until the segment is on the disk. Nothing may
   * be written after it.
   *
   * @throws EngineFailure if the encoder fails or frames are missing
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if there is no room
   */
  public SegmentFacts finish() {
    encoder.send(null);
    drain();
    if (!pending.isEmpty()) {
      throw new EngineFailure(
          "The encoder %s kept %d frames".formatted(spec.settings().encoder(), pending.size()),
          null);
    }
    try {
      long bytes = output.finish();
      return new SegmentFacts(
          output.packets(), bytes, output.crc32c(), output.sha256(), header.sha256());
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /** Releases the encoder. A segment that was not finished is left incomplete. */
  @Override
  public void close() {
    try (encoder;
        pictures;
        output) {
      pending.clear();
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /** What waits for the packet of a frame that is inside the encoder. */
  private record Pending(long duration, List<ByteBuffer> messages) {}
}
