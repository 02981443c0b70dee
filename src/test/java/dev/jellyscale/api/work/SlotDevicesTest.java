package dev.jellyscale.api.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.engine.device.InstalledDevices;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.wire.ConfinementFacts;
import dev.jellyscale.protocol.wire.DeviceNames;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.protocol.wire.LibraryFacts;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.TestRenderers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotDevicesTest {
  @TempDir Path folder;

  @Test
  void aSlotIsCalledWhatItsRendererSaysAndAnotherOneMaySayOtherwise() throws Exception {
    try (var supervisor = TestRenderers.supervisor(folder)) {
      var devices = SlotDevices.of(supervisor);

      assertThat(devices.providers()).contains(ExecutionProvider.CPU);
      if (devices.providers().size() == 1) {
        assertThat(devices.lines()).containsExactly(new InstalledDevices().processor());
      }

      devices.changed(0, new SlotState.Stopped());
      assertThat(devices.lines()).hasSize(1).doesNotContain("");
      devices.changed(0, new SlotState.Idle(hello("A new\nprocessor")));
      if (devices.providers().size() == 1) {
        assertThat(devices.lines()).containsExactly("A new processor");
      }
    }
  }

  private static Hello hello(String processor) {
    return new Hello(
        0,
        "0",
        1,
        new ConfinementFacts(false, false, false, ""),
        List.of(),
        new LibraryFacts("0", "0"),
        new DeviceNames(processor, List.of()));
  }
}
