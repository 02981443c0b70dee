/** Single pictures: PNG and JPEG files in, PNG files out. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.image;
