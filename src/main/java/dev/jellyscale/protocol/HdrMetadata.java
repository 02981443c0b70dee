package dev.jellyscale.protocol;

import java.util.Optional;

/**
 * Static HDR metadata, each as the bytes of FFmpeg's side data structure of that name, so that it
 * reaches the output unchanged.
 *
 * @param masteringDisplay {@code AVMasteringDisplayMetadata}
 * @param contentLight {@code AVContentLightMetadata}
 */
public record HdrMetadata(Optional<byte[]> masteringDisplay, Optional<byte[]> contentLight) {}
