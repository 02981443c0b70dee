package dev.jellyscale.api.control;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.models.registry.ModelService;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.protocol.wire.MessageChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Answers the command line while the node runs: one thing for each connection. */
public final class ControlServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ControlServer.class.getName());
  private static final int MOST_CALLERS = 16;

  /** So that a lack of file descriptors, which lasts, fills neither a processor nor the log. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final ControlSocket socket;
  private final ModelService models;
  private final Semaphore callers = new Semaphore(MOST_CALLERS);
  private final Set<ControlCaller> connected = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private ControlServer(ControlSocket socket, ModelService models) {
    this.socket = socket;
    this.models = models;
  }

  /**
   * Listens, and answers until it is closed.
   *
   * @param file of the socket, in a data directory that this process holds
   */
  public static ControlServer start(Path file, ModelService models) {
    try {
      var server = new ControlServer(ControlSocket.listen(file), models);
      Thread.ofVirtual().name("control").start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("The control socket cannot be made", e);
    }
  }

  private void accept() {
    while (!closed) {
      try {
        callers.acquire();
        acceptOne();
      } catch (ClosedChannelException e) {
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void acceptOne() throws ClosedChannelException, InterruptedException {
    try {
      converse(socket.accept());
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A caller of the control socket is lost", e);
      callers.release();
      Thread.sleep(AFTER_FAILURE);
    }
  }

  private void converse(SocketChannel channel) {
    var caller =
        new ControlCaller(
            MessageChannel.of(channel, ControlReply.class, ControlCall.class), models);
    connected.add(caller);
    Thread.ofVirtual()
        .name("control-caller")
        .start(
            () -> {
              try (caller) {
                greet(channel, caller);
              } catch (IOException e) {
                LOG.log(Level.DEBUG, "A caller hung up", e);
              } finally {
                connected.remove(caller);
                callers.release();
              }
            });
  }

  private void greet(SocketChannel channel, ControlCaller caller) throws IOException {
    try {
      socket.requireOwner(channel);
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "A caller of the control socket was refused: {0}", e.getMessage());
      caller.send(new ControlReply.Failed(FailureKind.of(e), String.valueOf(e.getMessage())));
      return;
    }
    caller.converse();
  }

  /** Hangs up on all callers, which ends their work, and listens no more. */
  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
      for (var caller : connected) {
        caller.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
