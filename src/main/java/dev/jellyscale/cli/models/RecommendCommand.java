package dev.jellyscale.cli.models;

import dev.jellyscale.models.recommend.Show;
import dev.jellyscale.models.registry.ModelRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code jellyscale models recommend}. */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells which installed model suits a source on this machine, and why.",
      "Models that 'models bench' has not measured are passed over."
    })
final class RecommendCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  @Mixin Asking asking;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      required = true,
      description = "Size of the source's pictures as they are shown.")
  String size;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "30",
      description = "Its frame rate (default: ${DEFAULT-VALUE}).")
  double framesPerSecond;

  @Option(names = "--genre", paramLabel = "WORD", description = "What it is; may be repeated.")
  @Nullable List<String> genres;

  @Option(
      names = "--restore",
      description = "Its pictures are damaged: by an old or strong compression, or by noise.")
  boolean restore;

  @Option(
      names = "--codec",
      paramLabel = "NAME",
      description = "Its codec, as ffprobe names it. Those of DVDs and their time mean --restore.")
  @Nullable String codec;

  @Option(names = "--live", description = "It is watched while it is upscaled.")
  boolean live;

  @Option(names = "--model", paramLabel = "ID", description = "Your own choice, which stands.")
  @Nullable String model;

  @Override
  public Integer call() throws InterruptedException {
    var match = SIZE.matcher(size);
    if (!match.matches()) {
      throw new ParameterException(
          asking.spec.commandLine(), "'" + size + "' is no size: write 720x480");
    }
    return asking.ask(
        new ModelRequest.Recommend(
            Integer.parseInt(match.group(1)),
            Integer.parseInt(match.group(2)),
            framesPerSecond,
            genres == null ? List.of() : genres,
            restore || (codec != null && Show.isDamaging(codec)),
            live,
            Optional.ofNullable(model)));
  }
}
