/** What every user of FFmpeg's libraries here needs: errors as text, ownership, allowlists. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.ffmpeg;
