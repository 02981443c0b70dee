package dev.jellyscale.cli.jobs;

import dev.jellyscale.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jellyscale jobs}. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = {
      "Has videos enlarged by a running node, and goes on whatever happens to it.",
      "Files are named by the node's roots, such as media:films/a.mkv."
    },
    footer = {
      "",
      "Environment:",
      "  JELLYSCALE_URL     the node (default: http://127.0.0.1 and QUARKUS_HTTP_PORT or 5000)",
      "  JELLYSCALE_TOKEN   a token with the scope 'jobs' (default for a node of this machine:",
      "                     API_TOKEN, API_TOKEN_FILE, or the token of its first start)",
      "  JELLYSCALE_DATA    where the token of the first start lies"
    },
    subcommands = {
      AddJob.class,
      ListJobs.class,
      ShowJob.class,
      WatchJobs.class,
      JobPriority.class,
      QueueCommand.class,
      NodesCommand.class,
      WindowsCommand.class,
      NotificationsCommand.class,
      PublishedCommand.class
    })
public final class JobsCommand implements Callable<Integer> {
  private static final String ID = "Id of a job.";

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Has a job stand still, at the next frame.")
  int pause(@Mixin JobsLine line, @Parameters(paramLabel = "ID", description = ID) String id)
      throws InterruptedException {
    return line.command(id, "pause");
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Lets a paused job go on where it was.")
  int resume(@Mixin JobsLine line, @Parameters(paramLabel = "ID", description = ID) String id)
      throws InterruptedException {
    return line.command(id, "resume");
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Ends a job that nobody wants any more.")
  int cancel(@Mixin JobsLine line, @Parameters(paramLabel = "ID", description = ID) String id)
      throws InterruptedException {
    return line.command(id, "cancel");
  }

  @Command(
      name = "again",
      mixinStandardHelpOptions = true,
      description = "Has a failed job tried again; what is done is kept.")
  int again(@Mixin JobsLine line, @Parameters(paramLabel = "ID", description = ID) String id)
      throws InterruptedException {
    return line.command(id, "again");
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Forgets a finished job; its film stays.")
  int remove(@Mixin JobsLine line, @Parameters(paramLabel = "ID", description = ID) String id)
      throws InterruptedException {
    return line.remove(JobsLine.path(id), "id", id, "Job " + id);
  }
}
