package dev.jellyscale.video.encode;

import java.nio.ByteBuffer;

/** How a codec carries messages beside its pictures. */
sealed interface BitstreamSyntax permits NalSyntax, ObuSyntax {

  /** A whole unit of the bit stream that carries an ITU-T T.35 message. */
  byte[] wrapT35(byte[] message);

  /** Where in the packet of a picture, in bytes from its start, such a unit belongs. */
  int messagePosition(ByteBuffer packet);
}
