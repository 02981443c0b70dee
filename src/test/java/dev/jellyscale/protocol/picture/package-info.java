/** Tests of what is read of pictures without decoding them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.protocol.picture;
