package dev.jellyscale.api.control;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.ModelService;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.protocol.wire.MessageChannel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;

/** A command line that is connected: hears what it asks, does it, and answers. */
final class ControlCaller implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ControlCaller.class.getName());

  /** Progress is told in steps of this many bytes, so that a slow caller does not slow the work. */
  private static final long STEP = 1 << 20;

  private final MessageChannel<ControlReply, ControlCall> channel;
  private final ModelService models;
  private long told;

  ControlCaller(MessageChannel<ControlReply, ControlCall> channel, ModelService models) {
    this.channel = channel;
    this.models = models;
  }

  /** Hears one call and answers it. The work ends early where the caller hangs up. */
  void converse() throws IOException {
    var call = channel.receive();
    if (call.isEmpty()) {
      return;
    }
    var worker = Thread.ofVirtual().name("control-work").start(() -> answer(call.get()));
    awaitHangUp();
    worker.interrupt();
    awaitEnd(worker);
  }

  /** Nothing more is expected of a caller; the channel ends by its side or by ours. */
  private void awaitHangUp() {
    try {
      channel.receive();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The conversation has ended", e);
    }
  }

  private static void awaitEnd(Thread worker) {
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(ControlCall call) {
    // Closed whatever happens: the caller hears the end, and so does who awaits the hang-up.
    try (channel) {
      for (var reply : replies(call)) {
        send(reply);
      }
    } catch (IOException | CallerGone e) {
      LOG.log(Level.DEBUG, "A caller hung up before its answer", e);
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "A caller gave its work up", e);
    }
  }

  private List<ControlReply> replies(ControlCall call) throws InterruptedException {
    try {
      requireVersion(call.version());
      return AnswerPieces.of(answered(call.request()));
    } catch (JellyscaleException e) {
      return List.of(new ControlReply.Failed(FailureKind.of(e), String.valueOf(e.getMessage())));
    } catch (CallerGone e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "A request of the command line failed", e);
      return List.of(
          new ControlReply.Failed(FailureKind.ENGINE_FAILURE, "The node failed; its log says why"));
    }
  }

  private ModelAnswer answered(ModelRequest request) throws InterruptedException {
    return models.answer(request, this::progressed);
  }

  private static void requireVersion(int version) {
    if (version != ControlCall.VERSION) {
      throw new Unsupported(
          "The running node and this program are of different versions; restart the node");
    }
  }

  private void progressed(long bytes, long of) {
    // The number falls where a download starts over.
    if (Math.abs(bytes - told) < STEP && bytes != of) {
      return;
    }
    told = bytes;
    try {
      send(new ControlReply.Progressed(bytes, of));
    } catch (IOException e) {
      throw new CallerGone(e);
    }
  }

  /** Ends work that nobody waits for any more. */
  private static final class CallerGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallerGone(IOException cause) {
      super(cause);
    }
  }

  void send(ControlReply reply) throws IOException {
    channel.send(reply);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
