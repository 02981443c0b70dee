package dev.jellyscale.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stages of a Dockerfile, as far as ours use its grammar: no heredocs, no escape directive. */
record Dockerfile(List<List<Instruction>> stages) {

  /**
   * A line of a Dockerfile, with its continuations.
   *
   * @param keyword such as {@code COPY}
   */
  record Instruction(String keyword, String arguments) {

    static Instruction parse(String line) {
      var words = line.split("\\s+", 2);
      return new Instruction(words[0], words[1].strip());
    }
  }

  static Dockerfile read(Path file) throws IOException {
    var stages = new ArrayList<List<Instruction>>();
    for (var line : logicalLines(Files.readString(file))) {
      var instruction = Instruction.parse(line);
      if (instruction.keyword().equals("FROM")) {
        stages.add(new ArrayList<>());
      }
      stages.getLast().add(instruction);
    }
    return new Dockerfile(stages);
  }

  private static List<String> logicalLines(String text) {
    var withoutComments = text.replaceAll("(?m)^\\s*#.*\\n", "");
    return withoutComments
        .replaceAll("\\\\\\n\\s*", "")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** The stage that becomes the image. */
  List<Instruction> image() {
    return stages.getLast();
  }

  /** What all instructions of the image with this keyword say. */
  List<String> image(String keyword) {
    return image().stream()
        .filter(instruction -> instruction.keyword().equals(keyword))
        .map(Instruction::arguments)
        .toList();
  }
}
