package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.protocol.StreamFacts.Kind;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.mux.TickScale;
import dev.jellyscale.video.probe.ProbedSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many samples of an audio stream a player decodes but does not play. MP4 says it by an edit
 * list, which FFmpeg turns into packets before time zero; Matroska wants the number in its header.
 */
final class Priming {
  // Audio begins near the start of a file, or it has no part in this.
  private static final int MAX_PACKETS = 2000;

  private final Map<Integer, Integer> samples = new HashMap<>();
  private final Set<Integer> wanted = new HashSet<>();

  private Priming(ProbedSource source) {
    for (StreamFacts stream : source.facts().streams()) {
      if (stream.kind() == Kind.AUDIO) {
        wanted.add(stream.index());
      }
    }
  }

  /** Samples by index of the stream in the source; only streams that have any. */
  static Map<Integer, Integer> of(ProbedSource source, Container container) {
    var priming = new Priming(source);
    if (container == Container.MATROSKA && source.facts().container().contains("mp4")) {
      try (var input = InputFile.open(source.facts().path())) {
        priming.readFirstPackets(input);
      }
    }
    return priming.samples;
  }

  private void readFirstPackets(InputFile input) {
    var packet = av_packet_alloc();
    try {
      for (int i = 0; i < MAX_PACKETS && !wanted.isEmpty() && input.read(packet); i++) {
        int index = packet.stream_index();
        if (wanted.remove(index) && packet.pts() != AV_NOPTS_VALUE && packet.pts() < 0) {
          var stream = input.stream(index);
          var timeBase = new Rational(stream.time_base().num(), stream.time_base().den());
          var sample = new Rational(1, Math.max(1, stream.codecpar().sample_rate()));
          samples.put(index, Math.toIntExact(TickScale.convert(-packet.pts(), timeBase, sample)));
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
  }
}
