/** A job whose parts are done by different processes: told, rendered, checked and joined. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.part;
