package dev.jellyscale.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.protocol.job.AssembleFacts;
import dev.jellyscale.protocol.job.PlanFacts;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.StillFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a renderer tells the node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Event.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = Event.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = Event.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Event.Probed.class, name = "probed"),
  @JsonSubTypes.Type(value = Event.Benchmarked.class, name = "benchmarked"),
  @JsonSubTypes.Type(value = Event.Pictured.class, name = "pictured"),
  @JsonSubTypes.Type(value = Event.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = Event.Rendered.class, name = "rendered"),
  @JsonSubTypes.Type(value = Event.CheckPassed.class, name = "check-passed"),
  @JsonSubTypes.Type(value = Event.Assembled.class, name = "assembled"),
  @JsonSubTypes.Type(value = Event.StillMade.class, name = "still-made"),
  @JsonSubTypes.Type(value = Event.Checked.class, name = "checked"),
  @JsonSubTypes.Type(value = Event.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Event.Cancelled.class, name = "cancelled")
})
public sealed interface Event {

  /**
   * The first event of a renderer, sent when it is confined and ready.
   *
   * @param protocol {@link ProtocolVersion#VALUE} of the renderer
   * @param program version of the program
   * @param providers execution providers in its build of ONNX Runtime
   * @param devices names of what it can infer by
   */
  record Hello(
      int protocol,
      String program,
      long pid,
      ConfinementFacts confinement,
      List<String> providers,
      LibraryFacts libraries,
      DeviceNames devices)
      implements Event {}

  /** An event that belongs to a command. */
  sealed interface OfWork extends Event {

    /** Number of the command. */
    long id();
  }

  /**
   * Work goes on. It is a sign of life too.
   *
   * @param done steps or frames that are finished
   * @param total of them; 0 where unknown
   * @param held whether it stands still, as {@link Command.Hold} says
   */
  record Progress(long id, long done, long total, boolean held) implements OfWork {}

  /** The last event of a command. */
  sealed interface Answer extends OfWork {}

  /**
   * The model is open.
   *
   * @param facts where, and what it takes there
   */
  record Opened(long id, OpenFacts facts) implements Answer {}

  /** It is done, and there is nothing to tell. */
  record Done(long id) implements Answer {}

  /** What the model was found to be. */
  record Probed(long id, ModelTraits traits) implements Answer {}

  /** How fast the model is, in the order of the command's sizes. */
  record Benchmarked(long id, List<BenchmarkFacts> facts) implements Answer {}

  /** The picture is on the disk. */
  record Pictured(long id, ImageFacts facts) implements Answer {}

  /** The job can be done. */
  record Planned(long id, PlanFacts facts) implements Answer {}

  /** The segment is on the disk. */
  record Rendered(long id, RangeFacts facts) implements Answer {}

  /**
   * The segment is what it shall be.
   *
   * @param frames that it holds, all of them decoded
   */
  record CheckPassed(long id, long frames) implements Answer {}

  /** The finished file is on the disk, read once more and found whole. */
  record Assembled(long id, AssembleFacts facts) implements Answer {}

  /** Both pictures are on the disk. */
  record StillMade(long id, StillFacts facts) implements Answer {}

  /**
   * What came of each attempt.
   *
   * @param attempts what was tried, and how it ended
   */
  record Checked(long id, Map<String, String> attempts) implements Answer {}

  /**
   * The command failed; the renderer serves others.
   *
   * @param message a sentence for whoever gave the command
   * @param forLog what only the node's log may tell, in lines
   */
  record Failed(long id, FailureKind kind, String message, Optional<String> forLog)
      implements Answer {

    /** One whose sentence tells everything. */
    public Failed(long id, FailureKind kind, String message) {
      this(id, kind, message, Optional.empty());
    }
  }

  /** The command was ended by {@link Command.Cancel}. */
  record Cancelled(long id) implements Answer {}
}
