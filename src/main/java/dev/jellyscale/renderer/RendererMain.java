package dev.jellyscale.renderer;

import dev.jellyscale.engine.device.InstalledDevices;
import dev.jellyscale.engine.device.RuntimeBuild;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.protocol.wire.ConfinementFacts;
import dev.jellyscale.protocol.wire.DeviceNames;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.LibraryFacts;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.Outbox;
import dev.jellyscale.protocol.wire.ProtocolVersion;
import dev.jellyscale.renderer.confinement.Confinement;
import dev.jellyscale.renderer.confinement.ConfinementException;
import dev.jellyscale.video.FfmpegBuild;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A renderer: opens models and media on behalf of a node, in a process of its own. It ends when the
 * node says so, and when the node is gone.
 */
public final class RendererMain {
  private static final int EXIT_USAGE = 2;
  private static final int EXIT_CHANNEL = 3;
  private static final int EXIT_CONFINEMENT = 4;
  private static final int EXIT_UNEXPECTED = 5;

  private RendererMain() {}

  /** Runs a renderer and ends the JVM. */
  public static void main(String[] words) {
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    Runtime.getRuntime().halt(run(words));
  }

  /** Native code may still be at work: nothing waits for it, the process just ends. */
  private static int run(String... words) {
    try {
      serve(RendererOptions.of(words));
      return 0;
    } catch (Invalid e) {
      System.err.println("renderer: " + e.getMessage());
      return EXIT_USAGE;
    } catch (IOException e) {
      System.err.println("renderer: the channel to the node broke: " + e);
      return EXIT_CHANNEL;
    } catch (ConfinementException e) {
      System.err.println("renderer: cannot confine itself: " + e.getMessage());
      return EXIT_CONFINEMENT;
    } catch (RuntimeException | Error e) {
      // Else the JVM would wait for threads that are still at work, and the node for an answer.
      System.err.println("renderer: unexpected: " + e);
      return EXIT_UNEXPECTED;
    }
  }

  private static void serve(RendererOptions options) throws IOException, ConfinementException {
    var socket = SocketChannel.open(UnixDomainSocketAddress.of(options.socket()));
    var channel = MessageChannel.ofRenderer(socket);
    var outbox = new Outbox<>(channel);
    // Its thread runs before the confinement, which has to hold there too.
    var loop = new RendererLoop(channel, outbox, new Workbench()::answer);
    var confinement = confined(options);
    var devices = new InstalledDevices();
    outbox.post(
        new Event.Hello(
            ProtocolVersion.VALUE,
            ProgramVersion.VALUE,
            ProcessHandle.current().pid(),
            confinement,
            RuntimeBuild.compiledProviders(),
            new LibraryFacts(RuntimeBuild.version(), FfmpegBuild.version()),
            new DeviceNames(devices.processor(), devices.gpus())));
    loop.run();
  }

  private static ConfinementFacts confined(RendererOptions options) throws ConfinementException {
    if (!options.confined()) {
      System.err.println(
          "renderer: CONFINEMENT IS OFF: a hostile file can do whatever this user may do");
      return Confinement.switchedOff();
    }
    Confinement.restrictCalls();
    return Confinement.facts();
  }
}
