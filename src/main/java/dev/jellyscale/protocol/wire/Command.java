package dev.jellyscale.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.AssembleTask;
import dev.jellyscale.protocol.job.CheckTask;
import dev.jellyscale.protocol.job.PlanTask;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.StillTask;
import java.util.List;

/**
 * What the node tells a renderer to do. Work is done one at a time and answered by one {@link
 * Event.Answer} with the command's number; cancelling and shutting down are possible at any time.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Open.class, name = "open"),
  @JsonSubTypes.Type(value = Command.Close.class, name = "close"),
  @JsonSubTypes.Type(value = Command.Probe.class, name = "probe"),
  @JsonSubTypes.Type(value = Command.Benchmark.class, name = "benchmark"),
  @JsonSubTypes.Type(value = Command.Image.class, name = "image"),
  @JsonSubTypes.Type(value = Command.Plan.class, name = "plan"),
  @JsonSubTypes.Type(value = Command.Range.class, name = "range"),
  @JsonSubTypes.Type(value = Command.Check.class, name = "check"),
  @JsonSubTypes.Type(value = Command.Assemble.class, name = "assemble"),
  @JsonSubTypes.Type(value = Command.Still.class, name = "still"),
  @JsonSubTypes.Type(value = Command.SelfCheck.class, name = "self-check"),
  @JsonSubTypes.Type(value = Command.Hold.class, name = "hold"),
  @JsonSubTypes.Type(value = Command.GoOn.class, name = "go-on"),
  @JsonSubTypes.Type(value = Command.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Command.Shutdown.class, name = "shutdown")
})
public sealed interface Command {

  /** A command that takes time and has an answer. */
  sealed interface Work extends Command {

    /** Number that its events bear; never used twice on a channel. */
    long id();
  }

  /** Opens a model and keeps it open. Answer: {@link Event.Opened}. */
  record Open(long id, ModelSource model) implements Work {}

  /** Closes a model. Answer: {@link Event.Done}, also where it was not open. */
  record Close(long id, ModelSource model) implements Work {}

  /** Finds out what a model is. Answer: {@link Event.Probed}. */
  record Probe(long id, ModelSource model) implements Work {}

  /** Measures a model. Answer: {@link Event.Benchmarked}. */
  record Benchmark(long id, ModelSource model, List<Size> sizes) implements Work {}

  /** Upscales one picture. Answer: {@link Event.Pictured}. */
  record Image(long id, PictureTask task) implements Work {}

  /** Finds out all that a job must know before it begins. Answer: {@link Event.Planned}. */
  record Plan(long id, PlanTask task) implements Work {}

  /** Upscales a part of a video into a segment. Answer: {@link Event.Rendered}. */
  record Range(long id, RangeTask task) implements Work {}

  /** Reads a segment wholly. Answer: {@link Event.CheckPassed}. */
  record Check(long id, CheckTask task) implements Work {}

  /** Joins segments to a finished file. Answer: {@link Event.Assembled}. */
  record Assemble(long id, AssembleTask task) implements Work {}

  /** Shows one picture of a video. Answer: {@link Event.StillMade}. */
  record Still(long id, StillTask task) implements Work {}

  /**
   * Tries what the confinement must refuse. Answer: {@link Event.Checked}.
   *
   * @param outside a file that exists outside of the renderer's folders
   * @param port of this machine on which somebody listens
   */
  record SelfCheck(long id, String outside, int port) implements Work {}

  /**
   * Makes a range stand still at its next frame; all that it has in memory stays. Until it goes on
   * its {@link Event.Progress} says that it is held.
   *
   * @param work number of the command; one that is not at work is ignored
   */
  record Hold(long work) implements Command {}

  /** Ends a {@link Hold}: the range goes on exactly where it was. */
  record GoOn(long work) implements Command {}

  /**
   * Ends work. Its answer is {@link Event.Cancelled}, or another one if that was on its way.
   *
   * @param work number of the command; one that has ended is ignored
   */
  record Cancel(long work) implements Command {}

  /** Ends the renderer. */
  record Shutdown() implements Command {}
}
