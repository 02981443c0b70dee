/** Files and streams: probing, decoding, encoding, remuxing, and the pipeline that joins them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video;
