/** Published films over HTTP: what was written where, and how it is taken away again. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.published;
