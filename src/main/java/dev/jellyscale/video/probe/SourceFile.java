package dev.jellyscale.video.probe;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.video.container.Signature;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.ffmpeg.Limits;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.ffmpeg.UnlistedFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** Opens a file that a user named, and says in one sentence why where it cannot be opened. */
public final class SourceFile {
  private SourceFile() {}

  /**
   * Opens a source and finds out what its streams hold. The caller closes it.
   *
   * @throws JellyscaleException as {@link SourceProbe#probe} says
   */
  public static InputFile open(Path file) {
    requireReadable(file);
    var input = openContainer(file);
    try {
      requireWithinLimits(input, file);
      analyse(input, file);
      requireWithinLimits(input, file);
      return input;
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static void requireReadable(Path file) {
    var name = ShownName.of(file);
    try {
      if (Files.notExists(file)) {
        throw new NotFound("There is no file " + name);
      }
      if (Files.isDirectory(file)) {
        throw new Invalid(name + " is a folder, not a file");
      }
      if (!Files.isReadable(file)) {
        throw new Denied(name + " may not be read by this user");
      }
      if (!Files.isRegularFile(file)) {
        throw new Invalid(name + " is no regular file");
      }
      if (Files.size(file) == 0) {
        throw new NotVideo(name + " is empty");
      }
    } catch (AccessDeniedException e) {
      throw new Denied(name + " may not be read by this user", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputFile openContainer(Path file) {
    try {
      return InputFile.open(file);
    } catch (UnlistedFormatException e) {
      throw new NotVideo(
          ShownName.of(file) + " is no video that Jellyscale opens, but: " + e.getMessage());
    } catch (FfmpegException e) {
      throw notOpened(file, e);
    }
  }

  private static JellyscaleException notOpened(Path file, FfmpegException e) {
    var name = ShownName.of(file);
    if (e.code() == FfmpegException.NO_MEMORY) {
      return tooManyStreams(name);
    }
    if (e.code() == FfmpegException.NO_PERMISSION) {
      return new Denied(name + " may not be read by this user", e);
    }
    return switch (Signature.of(file)) {
      case VIDEO_CONTAINER ->
          new Damaged(name + " is damaged: its header cannot be read (" + e.getMessage() + ")", e);
      case PLAYLIST -> new NotVideo(name + " is a playlist, not a video");
      case TEXT -> new NotVideo(name + " is a text, not a video");
      case OTHER -> new NotVideo(name + " is no video: its format is not known");
    };
  }

  private static void analyse(InputFile input, Path file) {
    try {
      input.analyse();
    } catch (FfmpegException e) {
      throw new Damaged(
          ShownName.of(file) + " is damaged: its beginning cannot be read (" + e.getMessage() + ")",
          e);
    }
  }

  private static LimitExceeded tooManyStreams(String name) {
    return new LimitExceeded(
        "%s has more than %d streams, or %d with attachments"
            .formatted(name, Limits.STREAMS, Limits.STREAMS_WITH_ATTACHMENTS));
  }

  private static void requireWithinLimits(InputFile input, Path file) {
    int streams = 0;
    for (int i = 0; i < input.streams(); i++) {
      var parameters = input.stream(i).codecpar();
      streams += parameters.codec_type() == AVMEDIA_TYPE_ATTACHMENT ? 0 : 1;
      requirePictureWithinLimits(parameters, file);
    }
    if (streams > Limits.STREAMS || input.streams() > Limits.STREAMS_WITH_ATTACHMENTS) {
      throw tooManyStreams(ShownName.of(file));
    }
  }

  private static void requirePictureWithinLimits(AVCodecParameters parameters, Path file) {
    long pixels = (long) parameters.width() * parameters.height();
    if (parameters.codec_type() == AVMEDIA_TYPE_VIDEO && pixels > Limits.PIXELS) {
      throw new LimitExceeded(
          "%s has pictures of %dx%d, more than %d pixels"
              .formatted(
                  ShownName.of(file), parameters.width(), parameters.height(), Limits.PIXELS));
    }
  }
}
