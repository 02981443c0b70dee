package dev.jellyscale.video.still;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.StillFacts;
import dev.jellyscale.protocol.job.StillTask;
import dev.jellyscale.protocol.job.StillTask.Filter;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.UnlistedFormatException;
import dev.jellyscale.video.image.FileEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes two PNG files of one picture of a video: as it is, and filtered. */
public final class StillPicture {
  private StillPicture() {}

  /**
   * Makes them.
   *
   * @throws dev.jellyscale.error.JellyscaleException.NotVideo if the file has no video
   * @throws Unsupported if it is in a format that is not read
   * @throws Damaged if no picture can be decoded there
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if a file cannot be written
   */
  public static StillFacts make(StillTask task) throws InterruptedException {
    try (var video = FirstPicture.open(Path.of(task.source()))) {
      var frame = av_frame_alloc();
      try {
        video.decode(task.position(), frame);
        var size = size(frame, video.stream(), task.mostWidth());
        return new StillFacts(
            size,
            write(frame, new Shown(List.of(), size, task.plain())),
            write(frame, new Shown(task.filters(), size, task.filtered())));
      } finally {
        av_frame_free(frame);
      }
    } catch (UnlistedFormatException e) {
      throw new Unsupported("The file is in a format that is not read here");
    } catch (FfmpegException e) {
      throw new Damaged("The picture cannot be shown: " + e.getMessage(), e);
    }
  }

  private record Shown(List<Filter> filters, Size size, String file) {}

  /** As it is displayed, with square pixels, and even. */
  private static Size size(AVFrame frame, AVStream stream, int mostWidth) {
    var aspect = av_guess_sample_aspect_ratio(null, stream, frame);
    boolean known = aspect.num() > 0 && aspect.den() > 0;
    double pixel = known ? (double) aspect.num() / aspect.den() : 1;
    double width = frame.width() * pixel;
    double part = Math.min(1, mostWidth / width);
    return new Size(even(width * part), even(frame.height() * part));
  }

  private static int even(double length) {
    return Math.max(2, 2 * (int) Math.round(length / 2));
  }

  private static long write(AVFrame frame, Shown shown) {
    var made = PictureFilters.filtered(frame, shown.filters(), shown.size());
    try {
      var packet = FileEncoder.png(made);
      try {
        var bytes = new byte[packet.size()];
        packet.data().get(bytes);
        Files.write(Path.of(shown.file()), bytes);
        return bytes.length;
      } catch (IOException e) {
        throw WriteFailure.of(Path.of(shown.file()), e);
      } finally {
        av_packet_free(packet);
      }
    } finally {
      av_frame_free(made);
    }
  }
}
