/** Single pictures: JPEG, PNG and WebP files in, planes between, and such files out. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.image;
