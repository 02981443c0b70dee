/** From segments and the source's other streams to one verified file under its final name. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.remux;
