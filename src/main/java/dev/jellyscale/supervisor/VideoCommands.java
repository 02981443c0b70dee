package dev.jellyscale.supervisor;

import dev.jellyscale.protocol.job.AssembleFacts;
import dev.jellyscale.protocol.job.AssembleTask;
import dev.jellyscale.protocol.job.CheckTask;
import dev.jellyscale.protocol.job.PlanFacts;
import dev.jellyscale.protocol.job.PlanTask;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.StillFacts;
import dev.jellyscale.protocol.job.StillTask;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.supervisor.SlotPool.Request;
import dev.jellyscale.supervisor.queue.QueuePlace;

/**
 * What renderers do for videos. Calls block until the renderer has answered; one whose thread is
 * interrupted gives up its place or ends the work, and throws {@link InterruptedException}. All of
 * them throw {@link dev.jellyscale.error.JellyscaleException.EngineFailure} where the renderer died
 * or was silent for too long. Thread-safe.
 */
public final class VideoCommands {
  private final CommandDesk desk;

  VideoCommands(CommandDesk desk) {
    this.desk = desk;
  }

  /**
   * Looks at a video and what shall be made of it. Nothing is written.
   *
   * @throws dev.jellyscale.error.JellyscaleException if {@code upscale} would refuse it, in the
   *     same way
   */
  public PlanFacts plan(PlanTask task, QueuePlace place) throws InterruptedException {
    var words = new WorkWords("planning a video", "planned a video");
    var answer = desk.tried(new Command.Plan(desk.next(), task), words, place);
    return CommandDesk.expected(Event.Planned.class, answer).facts();
  }

  /**
   * Upscales a part of a video. It keeps its slot until it is done: who waits for a slot waits for
   * whole ranges, so they are to be cut short where pictures are expected meanwhile.
   *
   * @param progress told of finished frames
   * @throws dev.jellyscale.error.JellyscaleException if that fails; no segment is left then, unless
   *     the renderer died
   * @throws dev.jellyscale.error.JellyscaleException.OutOfDeviceMemory if smaller limits may help
   */
  public RangeFacts range(RangeTask task, ProgressListener progress, QueuePlace place)
      throws InterruptedException {
    var words = new WorkWords("upscaling a video", "upscaled a video");
    var answer = desk.rendered(new Command.Range(desk.next(), task), words, progress, place);
    var facts = CommandDesk.expected(Event.Rendered.class, answer).facts();
    var model = task.wish().model().id();
    desk.finished(new FinishedWork(model, facts.device(), facts.inferred(), facts.seconds()));
    return facts;
  }

  /**
   * Upscales a part of a video that other threads may hold, let go on and cancel.
   *
   * @param handle serves this call alone
   * @throws InterruptedException also if it is cancelled by the handle
   */
  public RangeFacts range(RangeTask task, RangeHandle handle, QueuePlace place)
      throws InterruptedException {
    handle.enter();
    try {
      return range(task, handle.listener(), place);
    } finally {
      handle.leave();
    }
  }

  /**
   * Reads a segment wholly, without its model.
   *
   * @return number of its frames
   * @throws dev.jellyscale.error.JellyscaleException.VerificationFailed if it is not what it shall
   *     be; the message says why
   */
  public long check(CheckTask task, ProgressListener progress, QueuePlace place)
      throws InterruptedException {
    var words = new WorkWords("checking a segment", "checked a segment");
    var command = new Command.Check(desk.next(), task);
    var answer = desk.tried(new Request(command, words, progress, false), place);
    return CommandDesk.expected(Event.CheckPassed.class, answer).frames();
  }

  /**
   * Joins segments to a finished file, which is verified and on the disk when this returns.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Conflict if the source changed
   * @throws dev.jellyscale.error.JellyscaleException if it fails; no file is left then, unless the
   *     renderer died
   */
  public AssembleFacts assemble(AssembleTask task, ProgressListener progress, QueuePlace place)
      throws InterruptedException {
    var words = new WorkWords("assembling a video", "assembled a video");
    var command = new Command.Assemble(desk.next(), task);
    var answer = desk.tried(new Request(command, words, progress, false), place);
    return CommandDesk.expected(Event.Assembled.class, answer).facts();
  }

  /**
   * Shows one picture of a video.
   *
   * @throws dev.jellyscale.error.JellyscaleException if there is none; what is in the files means
   *     nothing then
   */
  public StillFacts still(StillTask task, QueuePlace place) throws InterruptedException {
    var words = new WorkWords("looking at a video", "looked at a video");
    var answer = desk.tried(new Command.Still(desk.next(), task), words, place);
    return CommandDesk.expected(Event.StillMade.class, answer).facts();
  }
}
