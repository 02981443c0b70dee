package dev.jellyscale.video.part;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.job.CheckTask;
import dev.jellyscale.video.decode.FrameTimes;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.ffmpeg.StreamDecoder;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.segment.SegmentReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment wholly, before it counts as finished: its bytes are those that were written, and
 * all of its packets decode to the frames of its range, at their times and in their size.
 */
public final class SegmentCheck {
  private final CheckTask task;
  private final LongConsumer checked;
  private final Path file;
  private final FrameTimes times;
  private final FrameRange range;
  private long frames;

  /**
   * @param source of the task, probed
   * @param checked told the number of frames that were found right, after each of them
   */
  public SegmentCheck(CheckTask task, ProbedSource source, LongConsumer checked) {
    this.task = task;
    this.checked = checked;
    file = Path.of(task.segment());
    times = FrameTimes.of(source, task.wish().handling().deinterlace());
    range = RangeJob.within(new FrameRange(0, source.index().frames()), task.frames());
  }

  /**
   * Returns the number of frames if all is well.
   *
   * @throws VerificationFailed if the segment is not what it shall be
   * @throws OwnFileDenied if this process may not read it, which says nothing of it
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public long run() {
    requireBytes();
    try (var reader = SegmentReader.open(file)) {
      if (!reader.header().sha256().equals(task.expected().headerSha256())) {
        throw failed("was encoded in another way than it should");
      }
      try (var decoder = new SegmentDecoder(reader.header(), times.timeBase())) {
        decode(reader, decoder);
      }
    } catch (EngineFailure | FfmpegException | Unsupported e) {
      throw failed("does not decode: " + e.getMessage());
    }
    if (frames != outputFrames()) {
      throw failed("holds %d frames in place of %d".formatted(frames, outputFrames()));
    }
    return frames;
  }

  private long outputFrames() {
    return range.frames() * times.framesPerSourceFrame();
  }

  private void requireBytes() {
    try {
      long bytes = Files.size(file);
      if (bytes != task.expected().bytes()) {
        throw failed("has %d bytes in place of %d".formatted(bytes, task.expected().bytes()));
      }
      var sha256 = FileDigest.sha256(file, () -> checked.accept(0));
      if (!sha256.equals(task.expected().sha256())) {
        throw failed("has other bytes than were written");
      }
    } catch (NoSuchFileException e) {
      throw failed("is gone");
    } catch (AccessDeniedException e) {
      // Says nothing of the segment: this process is confined to folders.
      throw new OwnFileDenied("Not allowed to read the segment " + ShownName.of(file), e);
    } catch (IOException e) {
      throw failed("cannot be read: " + e.getMessage());
    }
  }

  private void decode(SegmentReader reader, SegmentDecoder decoder) {
    for (var packet = reader.next(); packet != null; packet = reader.next()) {
      stopIfInterrupted();
      decoder.send(packet, reader);
      receive(decoder);
    }
    decoder.send(null, reader);
    receive(decoder);
  }

  private void receive(SegmentDecoder decoder) {
    for (@Nullable AVFrame frame = decoder.receive(); frame != null; frame = decoder.receive()) {
      require(frame);
      frames++;
      checked.accept(frames);
    }
  }

  private void require(AVFrame frame) {
    if (frames >= outputFrames()) {
      throw failed("holds more than " + outputFrames() + " frames");
    }
    if (frame.width() != task.picture().width() || frame.height() != task.picture().height()) {
      throw failed("has frames of " + frame.width() + "x" + frame.height());
    }
    if (StreamDecoder.isCorrupt(frame)) {
      throw failed("has a broken frame: " + frames);
    }
    int perFrame = times.framesPerSourceFrame();
    int number = Math.toIntExact(range.first() + frames / perFrame);
    if (frame.pts() != times.pts(number, frames % perFrame)) {
      throw failed("shows frame " + frames + " at another time");
    }
  }

  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while checking");
    }
  }

  private VerificationFailed failed(String what) {
    return new VerificationFailed("The segment " + ShownName.of(file) + " " + what);
  }
}
