package dev.jellyscale.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import org.junit.jupiter.api.Test;

class WorkbenchTest {

  @Test
  void whatNobodyForesawIsToldToTheLogAlone() {
    var task = new Task(1, Thread.currentThread(), _ -> {});
    // No path of this machine has such a character.
    var odd = new ModelSource.InFile(new ModelId("odd"), "/secret/\0place", "ab");

    var answer = new Workbench().answer(new Command.Open(1, odd), task);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.ENGINE_FAILURE);
              assertThat(failed.message())
                  .isEqualTo("The renderer failed for a reason that the log of the node tells");
              assertThat(failed.forLog().orElseThrow())
                  .startsWith("java.nio.file.InvalidPathException")
                  .contains("\tat ");
            });
  }
}
