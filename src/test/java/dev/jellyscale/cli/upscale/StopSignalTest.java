package dev.jellyscale.cli.upscale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops a real process at each stage of a job, and runs the same command again. */
class StopSignalTest {
  private static final int FRAMES = 100;
  private static final int RANGE = 20;

  /** Most runs until a signal comes in time. */
  private static final int RUNS = 5;

  @TempDir Path folder;
  private Path temporary;
  private Path films;
  private Path output;

  @BeforeEach
  void makeFolders() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    films = Files.createDirectory(folder.resolve("films"));
    output = films.resolve("out.mkv");
  }

  @ParameterizedTest
  @CsvSource({
    "PLANNED,  INT,  group",
    "RANGE,    TERM, group",
    "RANGE,    INT,  process",
    "ASSEMBLE, TERM, process",
    "ASSEMBLE, INT,  group",
    "VERIFY,   INT,  process"
  })
  void endsTheRunInGoodOrderAndTheNextOneGoesOn(String moment, String signal, String target)
      throws Exception {
    var stopped = stopped(moment, signal, target);
    for (int run = 1; run < RUNS && stopped.code() == 0 && Files.exists(output); run++) {
      // The signal came when all was done: this run shows nothing.
      Files.delete(output);
      stopped = stopped(moment, signal, target);
    }
    boolean finishedFirst = Files.exists(output);
    var leftovers = CommandLineRun.listing(films);

    var again = CommandLineRun.of(arguments(output, finishedFirst ? "--force" : "--verbose"));
    var whole = folder.resolve("whole.mkv");
    var uninterrupted = CommandLineRun.of(arguments(whole));

    assertThat(stopped.code()).isEqualTo(signal.equals("INT") ? 130 : 143);
    assertThat(temporary.resolve("stderr.txt"))
        .content()
        .doesNotContain("Exception", "\tat ")
        .hasLineCount(finishedFirst ? 0 : 1);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(uninterrupted.code()).as(uninterrupted.err()).isZero();
    assertThat(Decoded.frames(output)).isEqualTo(Decoded.frames(whole)).hasSize(FRAMES);
    assertThat(CommandLineRun.listing(films)).containsExactly("out.mkv");
    if (finishedFirst) {
      assertThat(leftovers).containsExactly("out.mkv");
      return;
    }
    var told = stopped.events().getLast();
    assertThat(told.get("event").asText()).isEqualTo("interrupted");
    int kept = told.get("framesDone").asInt();
    assertThat(kept).isGreaterThanOrEqualTo(least(moment));
    assertThat(kept % RANGE).isZero();
    assertThat(again.report().at("/frames/resumed").asInt()).isEqualTo(kept);
  }

  /** How a run ended, and what it told before. */
  private record Stopped(int code, List<JsonNode> events) {}

  private Stopped stopped(String moment, String signal, String target) throws Exception {
    try (var program = ChildProgram.start(List.of("setsid"), temporary, arguments(output))) {
      await(program, moment);
      if (target.equals("group")) {
        program.signalGroup(signal);
      } else {
        program.signal(signal);
      }
      var events = program.rest();
      return new Stopped(program.await(), events);
    }
  }

  private static void await(ChildProgram program, String moment) throws IOException {
    switch (moment) {
      case "PLANNED" -> program.awaitPlan();
      case "RANGE" -> program.awaitFrames(RANGE + 1L);
      default -> program.awaitStep(moment);
    }
  }

  private static int least(String moment) {
    return switch (moment) {
      case "PLANNED" -> 0;
      case "RANGE" -> RANGE;
      default -> FRAMES;
    };
  }

  private static Object[] arguments(Path to, String... more) {
    var all = new ArrayList<Object>(List.of("upscale", "--json", "--model", "bicubic-x2"));
    all.addAll(List.of("--device", "cpu", "--range-frames", Integer.toString(RANGE)));
    all.addAll(List.of("--encoder", "x264", "--preset", "slow"));
    all.addAll(List.of(more));
    all.add(
        TestClips.make(
            "stopped.mkv",
            "-f lavfi -i testsrc2=size=96x64:rate=25",
            "-c:v libx264 -preset ultrafast -g 25 -frames:v " + FRAMES));
    all.add(to);
    return all.toArray();
  }
}
