/** Sending the tiles of frames through a session, several runs at a time. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.render;
