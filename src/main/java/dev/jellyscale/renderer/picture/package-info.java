/** What a renderer needs around a picture: its files, what takes how long, models kept ready. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.renderer.picture;
