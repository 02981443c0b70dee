/**
 * Who is told what, and where that may be: words of notifications, without rows and without HTTP.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.notify;
