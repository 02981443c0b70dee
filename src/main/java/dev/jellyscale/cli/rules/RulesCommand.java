package dev.jellyscale.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.jobs.JobsLine;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.artwork.ArtworkId;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.ScanId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jellyscale rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Has videos and pictures of Jellyfin's libraries enlarged by rules of a node.",
    footer = {
      "",
      "The node and the token are found as './jellyscale jobs' finds them.",
      "Rules of pictures take an administrator's token."
    },
    subcommands = ScanCommand.class)
public final class RulesCommand implements Callable<Integer> {
  private static final String NAME = "Name of a rule.";
  private static final String SCAN = "Id of a scan.";
  private static final String MOST = "Most of them (default: ${DEFAULT-VALUE}).";

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }

  /**
   * The path of a rule.
   *
   * @throws Invalid if that is no name
   */
  static String path(String name) {
    return "/rules/" + new RuleName(name);
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the rules.")
  int list(@Mixin JobsLine line) throws InterruptedException {
    return shown(line, "/rules", RuleText::rules);
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a rule.")
  int show(@Mixin JobsLine line, @Parameters(paramLabel = "NAME", description = NAME) String name)
      throws InterruptedException {
    return shown(line, path(name), RuleText::whole);
  }

  private static int shown(JobsLine line, String path, Function<JsonNode, String> text)
      throws InterruptedException {
    try (var client = line.client()) {
      return line.print(client.get(path), text);
    }
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Makes a rule or changes it. Nothing runs before its time.")
  int set(
      @Mixin JobsLine line,
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "The rule as JSON, as docs/rules.md has it (default: standard input).")
          @Nullable Path file)
      throws InterruptedException {
    var path = path(name);
    var rule = RuleFile.read(Optional.ofNullable(file));
    try (var client = line.client()) {
      return line.print(client.send("PUT", path, Optional.of(rule), Map.of()), RuleText::whole);
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Forgets a rule. Its jobs go on, and what it made stays.")
  int remove(@Mixin JobsLine line, @Parameters(paramLabel = "NAME", description = NAME) String name)
      throws InterruptedException {
    return line.remove(path(name), "name", name, "Rule " + name);
  }

  @Command(
      name = "scans",
      mixinStandardHelpOptions = true,
      description = "Lists the last scans of a rule, newest first.")
  int scans(@Mixin JobsLine line, @Parameters(paramLabel = "NAME", description = NAME) String name)
      throws InterruptedException {
    return shown(line, path(name) + "/scans", RuleText::scans);
  }

  @Command(
      name = "videos",
      mixinStandardHelpOptions = true,
      description = "Lists what a scan says of videos, in the order in which jobs are begun.")
  int videos(
      @Mixin JobsLine line,
      @Parameters(paramLabel = "SCAN", description = SCAN) String scan,
      @Option(names = "--begun", description = "Only those that jobs are begun for, or would be.")
          boolean begun,
      @Option(names = "--limit", paramLabel = "N", defaultValue = "200", description = MOST)
          int limit)
      throws InterruptedException {
    var path = "/scans/" + new ScanId(scan) + "/videos";
    return pages(line, new Listed(path, begun ? "&begun=true" : "", limit), RuleText::videos);
  }

  @Command(
      name = "pictures",
      mixinStandardHelpOptions = true,
      description = "Lists what a scan says of posters and backdrops, in the order of the run.")
  int pictures(
      @Mixin JobsLine line,
      @Parameters(paramLabel = "SCAN", description = SCAN) String scan,
      @Option(names = "--chosen", description = "Only those that are enlarged, or would be.")
          boolean chosen,
      @Option(names = "--limit", paramLabel = "N", defaultValue = "200", description = MOST)
          int limit)
      throws InterruptedException {
    var path = "/scans/" + new ScanId(scan) + "/pictures";
    return pages(line, new Listed(path, chosen ? "&chosen=true" : "", limit), RuleText::pictures);
  }

  @Command(
      name = "artwork",
      mixinStandardHelpOptions = true,
      description = "Lists posters and backdrops that rules have enlarged, newest first.")
  int artwork(
      @Mixin JobsLine line,
      @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = MOST)
          int limit)
      throws InterruptedException {
    return pages(line, new Listed("/artwork", "", limit), RuleText::artworks);
  }

  /** Which list is asked for. */
  private record Listed(String path, String query, int limit) {
    Listed {
      if (limit < 1) {
        throw new Invalid("--limit is a number from 1 on");
      }
    }
  }

  private static int pages(JobsLine line, Listed list, Function<JsonNode, String> text)
      throws InterruptedException {
    try (var client = line.client()) {
      return line.print(client.pages(list.path(), list.query(), list.limit()), text);
    }
  }

  @Command(
      name = "undo",
      mixinStandardHelpOptions = true,
      description = "Puts a poster or backdrop back as it was before a rule enlarged it.")
  int undo(
      @Mixin JobsLine line,
      @Parameters(paramLabel = "ID", description = "Id that 'rules artwork' tells.") String id)
      throws InterruptedException {
    var path = "/artwork/" + new ArtworkId(id) + "/undo";
    try (var client = line.client()) {
      return line.print(client.send("POST", path), RuleText::artwork);
    }
  }
}
