package dev.jellyscale.supervisor;

import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.Outbox;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A renderer that runs, and what is heard of it. One thread sends and hears at a time. */
final class RendererProcess implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RendererProcess.class.getName());
  private static final int MOST_UNHEARD = 256;
  private static final long SECONDS_TO_DIE = 10;
  private static final int SIGNALLED = 128;
  private static final File NOTHING = new File("/dev/null");

  private final Process process;
  private final RendererSocket socket;
  private final LogTail log = new LogTail();
  private final BlockingQueue<Heard> unheard = new ArrayBlockingQueue<>(MOST_UNHEARD);
  private volatile @Nullable MessageChannel<Command, Event> channel;
  private volatile @Nullable Outbox<Command> outbox;
  private volatile boolean killed;
  private volatile boolean closed;
  private final Thread events;

  private RendererProcess(Process process, RendererSocket socket) {
    this.process = process;
    this.socket = socket;
    events =
        Thread.ofPlatform().name("jellyscale-renderer-events").daemon().unstarted(this::hearAll);
  }

  /** What is heard of a renderer. */
  sealed interface Heard {

    /** It said something. */
    record Said(Event event) implements Heard {}

    /** It says nothing more. */
    record Gone(String reason) implements Heard {}
  }

  /** Starts a renderer; its first event is to be its hello. */
  static RendererProcess start(RendererLaunch launch) throws IOException {
    var socket = RendererSocket.listen(launch.folders().work());
    try {
      var builder = new ProcessBuilder(launch.command(socket.path()));
      builder.directory(launch.folders().work().toFile());
      builder.environment().clear();
      builder.environment().putAll(launch.rendererEnvironment());
      builder.redirectInput(NOTHING).redirectErrorStream(true);
      var process = builder.start();
      var renderer = new RendererProcess(process, socket);
      renderer.listen();
      return renderer;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void listen() {
    Thread.ofPlatform().name("jellyscale-renderer-log").daemon().start(this::readLog);
    events.start();
    // Whoever dies before connecting would be waited for without end.
    var _ = process.onExit().thenRun(this::closeSocket);
  }

  private void readLog() {
    try (var output = process.getInputStream()) {
      log.read(output);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A renderer's output broke off", e);
    }
  }

  private void hearAll() {
    try {
      unheard.put(new Heard.Gone(readToTheEnd()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String readToTheEnd() throws InterruptedException {
    try (var opened = MessageChannel.ofNode(socket.accept());
        var sender = new Outbox<Command>(opened)) {
      closeSocket();
      channel = opened;
      outbox = sender;
      for (var event = opened.receive(); event.isPresent(); event = opened.receive()) {
        unheard.put(new Heard.Said(event.get()));
      }
      return "it closed its channel";
    } catch (IOException e) {
      return e.getMessage() == null ? "its channel was closed" : e.getMessage();
    }
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A renderer's socket cannot be removed", e);
    }
  }

  /** Sends a command; one that does not arrive shows by the renderer being gone. */
  void send(Command command) {
    var sender = outbox;
    if (sender == null) {
      throw new IllegalStateException("The renderer has not connected yet");
    }
    sender.post(command);
  }

  /** Waits for what is heard next; null where nothing is for so long. */
  @Nullable Heard hear(Duration patience) throws InterruptedException {
    return unheard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the process has neither ended nor been killed. */
  boolean alive() {
    return !killed && process.isAlive();
  }

  /** Has something done when the process has ended, on a thread of Java's own. */
  void whenEnded(Runnable action) {
    var _ = process.onExit().thenRun(action);
  }

  /** What it printed. */
  LogTail log() {
    return log;
  }

  /** Ends the process at once; what it had left to say is lost. */
  void kill() {
    killed = true;
    process.destroyForcibly();
  }

  /**
   * How the process ended, in words; it is killed if it has not ended though its channel has. What
   * it printed last is in its log alone: that may hold paths, and callers read these words.
   *
   * @param reason what is known so far
   */
  String epitaph(String reason) {
    close();
    if (process.isAlive()) {
      return reason;
    }
    int status = process.exitValue();
    var end =
        status > SIGNALLED ? "killed by signal " + (status - SIGNALLED) : "exit status " + status;
    return "%s, %s".formatted(reason, end);
  }

  /** Ends the process and waits for its end. Closing again has no effect. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!endsWithin(1)) {
      process.destroyForcibly();
      if (!endsWithin(SECONDS_TO_DIE)) {
        LOG.log(Level.ERROR, "Renderer {0} does not die", String.valueOf(process.pid()));
      }
    }
    closeSocket();
    closeChannel();
    // Where a renderer said more than anybody will hear, its reader waits for room.
    events.interrupt();
  }

  private boolean endsWithin(long seconds) {
    boolean interrupted = Thread.interrupted();
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeChannel() {
    var open = channel;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A renderer's channel cannot be closed", e);
    }
  }
}
