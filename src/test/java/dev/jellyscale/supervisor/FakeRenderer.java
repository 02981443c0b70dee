package dev.jellyscale.supervisor;

import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.ConfinementFacts;
import dev.jellyscale.protocol.wire.DeviceNames;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.protocol.wire.LibraryFacts;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.ProtocolVersion;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that takes a renderer's place and behaves badly. */
public final class FakeRenderer {

  /** What it does once it is connected. */
  public enum Manner {
    SAYS_GARBAGE,
    ANNOUNCES_TOO_MUCH,
    STOPS_IN_A_MESSAGE,
    HAS_ANOTHER_VERSION,
    IS_SILENT,
    ENDS,
    PRINTS_WITHOUT_END,
    ANSWERS_GARBAGE,
    SAYS_TOO_MUCH,
    /** Opens models, and renders no range, since it has no memory. */
    HAS_NO_MEMORY,
    /** Takes work, gives signs of life, and never ends it. */
    NEVER_ENDS
  }

  private FakeRenderer() {}

  /** A launch of this process instead of a renderer; its script is written to {@code folder}. */
  public static RendererLaunch launch(Manner manner, Path folder) throws IOException {
    return launch(manner, folder, TestRenderers.launch(folder.resolve("work")));
  }

  /** The same in place of another launch. */
  public static RendererLaunch launch(Manner manner, Path folder, RendererLaunch real)
      throws IOException {
    var script = Files.createDirectories(folder).resolve("java");
    Files.writeString(
        script,
        "#!/bin/sh\nexec %s -XX:TieredStopAtLevel=1 -cp '%s' %s %s \"$@\"\n"
            .formatted(
                real.java(),
                String.join(":", real.classPath().stream().map(Path::toString).toList()),
                FakeRenderer.class.getName(),
                manner));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return new RendererLaunch(
        script,
        real.classPath(),
        real.natives(),
        real.heap(),
        real.folders(),
        false,
        real.quick(),
        real.environment());
  }

  public static void main(String[] words) throws Exception {
    var all = Arrays.asList(words);
    var path = all.get(all.indexOf("--socket") + 1);
    try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      behave(Manner.valueOf(words[0]), socket);
    }
  }

  private static void behave(Manner manner, SocketChannel socket) throws Exception {
    switch (manner) {
      case SAYS_GARBAGE -> say(socket, 7, "garbage");
      case ANNOUNCES_TOO_MUCH -> say(socket, MessageChannel.LONGEST + 1, "x");
      case STOPS_IN_A_MESSAGE -> say(socket, 100, "{\"event\":\"hello\"");
      case HAS_ANOTHER_VERSION -> greet(socket, 99);
      case IS_SILENT -> new CountDownLatch(1).await();
      case ENDS -> System.exit(7);
      case PRINTS_WITHOUT_END -> {
        greet(socket, ProtocolVersion.VALUE);
        var line = "x".repeat(10_000);
        for (int i = 0; i < 2_000; i++) {
          System.out.println(line);
        }
        System.out.println("the end");
        System.out.flush();
        System.exit(3);
      }
      case SAYS_TOO_MUCH -> {
        greet(socket, ProtocolVersion.VALUE);
        var channel = MessageChannel.ofRenderer(socket);
        channel.receive();
        channel.send(new Event.Failed(1, FailureKind.NOT_FOUND, "nothing"));
        for (int i = 0; i < 10_000; i++) {
          channel.send(new Event.Progress(1, i, 0, false));
        }
      }
      case HAS_NO_MEMORY -> answer(socket, FakeRenderer::withoutMemory);
      case NEVER_ENDS -> answer(socket, FakeRenderer::withoutEnd);
      case ANSWERS_GARBAGE -> {
        greet(socket, ProtocolVersion.VALUE);
        say(socket, 2, "{}");
        new CountDownLatch(1).await();
      }
    }
  }

  private interface Answers {
    Event to(Command.Work command);
  }

  private static void answer(SocketChannel socket, Answers answers) throws IOException {
    greet(socket, ProtocolVersion.VALUE);
    var channel = MessageChannel.ofRenderer(socket);
    for (var next = channel.receive(); next.isPresent(); next = channel.receive()) {
      if (next.get() instanceof Command.Work work) {
        channel.send(answers.to(work));
      }
    }
  }

  private static Event opened(Command.Work command) {
    var memory = MemoryUse.host(1);
    return new Event.Opened(command.id(), new OpenFacts(ExecutionProvider.CPU, memory));
  }

  private static Event withoutMemory(Command.Work command) {
    if (!(command instanceof Command.Range range)) {
      return opened(command);
    }
    var limits = range.task().limits();
    return new Event.Failed(
        command.id(),
        FailureKind.OUT_OF_DEVICE_MEMORY,
        "batch %s, tile %s".formatted(limits.largestBatch(), limits.mostTilePixels()));
  }

  private static Event withoutEnd(Command.Work command) {
    return new Event.Progress(command.id(), 0, 0, false);
  }

  private static void greet(SocketChannel socket, int version) throws IOException {
    MessageChannel.ofRenderer(socket)
        .send(
            new Event.Hello(
                version,
                "0",
                1,
                new ConfinementFacts(false, false, false, ""),
                List.of(),
                new LibraryFacts("0", "0"),
                new DeviceNames("0", List.of())));
  }

  private static void say(SocketChannel socket, int length, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    socket.write(ByteBuffer.allocate(4 + bytes.length).putInt(length).put(bytes).flip());
  }
}
