/** What a user asks for: files, size, encoder, part of the source, and what may be put up with. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.request;
