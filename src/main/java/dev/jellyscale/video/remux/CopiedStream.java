package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.StreamFacts.Kind;
import dev.jellyscale.video.mux.TickScale;
import dev.jellyscale.video.rewrite.DiscPcmToPlainPcm;
import dev.jellyscale.video.rewrite.MovTextToSubRip;
import dev.jellyscale.video.rewrite.PacketRewriter;
import dev.jellyscale.video.rewrite.SubRipToMovText;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** One stream on its way from the source to the output, packet by packet. */
final class CopiedStream implements AutoCloseable {
  private final boolean subtitle;
  private final boolean audio;
  private final AVStream target;
  private final Rational timeBase;
  private final long start;
  private final long end;
  private final boolean wantsAll;
  private final @Nullable PacketRewriter rewriter;
  private final int step;
  private @Nullable TickScale scale;
  private long lastDts = AV_NOPTS_VALUE;
  private long lastSourcePts = AV_NOPTS_VALUE;

  /**
   * @param target its parameters are those of the source; changed where the packets are
   * @param container says how strictly packets must follow each other
   */
  CopiedStream(
      StreamPlan plan, AVStream source, AVStream target, SourceClock clock, Container container) {
    step = container == Container.MP4 ? 1 : 0;
    subtitle = plan.stream().kind() == Kind.SUBTITLE;
    audio = plan.stream().kind() == Kind.AUDIO;
    this.target = target;
    timeBase = new Rational(source.time_base().num(), source.time_base().den());
    start = clock.shift(timeBase);
    end = clock.end(timeBase);
    rewriter = rewriter(plan, source);
    if (rewriter != null) {
      rewriter.describe(target.codecpar());
    }
    wantsAll = clock.isWhole();
  }

  private static @Nullable PacketRewriter rewriter(StreamPlan plan, AVStream source) {
    return switch (plan.treatment()) {
      case MOV_TEXT_TO_SUBRIP -> new MovTextToSubRip();
      case SUBRIP_TO_MOV_TEXT -> new SubRipToMovText();
      case DISC_PCM_TO_PLAIN -> new DiscPcmToPlainPcm(source.codecpar());
      case REPLACE, COPY, ATTACH, COPY_WITHOUT_ADTS, TAG_ONLY, DROP -> null;
    };
  }

  /**
   * Makes a packet of the source one of the output, with its times in the output's time base, which
   * is known once the header is written.
   *
   * @return false if the packet does not belong to the output
   */
  boolean convert(AVPacket packet) {
    if (!isWanted(packet)) {
      return false;
    }
    if (rewriter != null && !rewriter.rewrite(packet)) {
      return false;
    }
    if (scale == null) {
      var to = new Rational(target.time_base().num(), target.time_base().den());
      scale = new TickScale(timeBase, to, start);
    }
    fillDuration(packet);
    scale.apply(packet);
    keepOrder(packet);
    packet.stream_index(target.index());
    packet.pos(-1);
    return true;
  }

  /**
   * Muxers end the work at a packet that is to be decoded before the one in front of it. Broadcasts
   * with gaps have such packets, and cues that begin together: they are moved by as little as will
   * do.
   */
  private void keepOrder(AVPacket packet) {
    if (packet.dts() == AV_NOPTS_VALUE) {
      return;
    }
    if (lastDts != AV_NOPTS_VALUE && packet.dts() < lastDts + step) {
      packet.dts(lastDts + step);
    }
    if (packet.pts() != AV_NOPTS_VALUE && packet.pts() < packet.dts()) {
      packet.pts(packet.dts());
    }
    lastDts = packet.dts();
  }

  /**
   * Sound whose packets do not say how long they last goes on as before: a last packet of no length
   * would lie behind the end of an MP4, and players would not play it.
   */
  private void fillDuration(AVPacket packet) {
    if (!audio || packet.pts() == AV_NOPTS_VALUE) {
      return;
    }
    if (packet.duration() <= 0 && lastSourcePts != AV_NOPTS_VALUE) {
      packet.duration(Math.max(0, packet.pts() - lastSourcePts));
    }
    lastSourcePts = packet.pts();
  }

  /** Cuts a preview; a subtitle that is on display at its beginning begins with it. */
  private boolean isWanted(AVPacket packet) {
    long pts = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    if (wantsAll || pts == AV_NOPTS_VALUE) {
      return true;
    }
    if (subtitle && pts < start && pts + packet.duration() > start) {
      packet.duration(pts + packet.duration() - start);
      packet.pts(start);
      packet.dts(start);
      return true;
    }
    return pts >= start && pts < end;
  }

  @Override
  public void close() {
    if (rewriter != null) {
      rewriter.close();
    }
  }
}
