package dev.jellyscale.supervisor;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.DeviceFacts;

/**
 * Work of a renderer that came to a good end.
 *
 * @param device where it really ran
 * @param frames that went through the model for somebody; 0 for a measurement
 * @param seconds that they took, decoding and encoding included; 0 for a measurement
 */
public record FinishedWork(ModelId model, DeviceFacts device, long frames, double seconds) {}
