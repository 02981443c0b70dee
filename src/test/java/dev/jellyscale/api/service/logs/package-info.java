/** Tests of the log. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.logs;
