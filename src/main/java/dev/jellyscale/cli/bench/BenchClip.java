package dev.jellyscale.cli.bench;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.video.sample.ClipContent;
import dev.jellyscale.video.sample.MadeClip;
import java.nio.file.Path;

/** Makes the clip that is measured with: H.264 at 24 frames per second, by x264. */
public final class BenchClip {
  /** Of the clip. */
  public static final int FRAMES_PER_SECOND = 24;

  private static final long SEED = 20_261_101;

  private BenchClip() {}

  /**
   * Writes a Matroska file.
   *
   * @param folder where nothing of the name {@code clip.mkv} is
   */
  public static Path make(Path folder, int width, int height, int frames)
      throws InterruptedException {
    var file = folder.resolve("clip.mkv");
    var format = new FrameFormat(width, height, new PixelFormat(Family.YUV, Subsampling.S420, 8));
    var texture = new MovingTexture(width, height, SEED);
    MadeClip.write(ClipContent.silent(format, FRAMES_PER_SECOND, frames, texture), file);
    return file;
  }
}
