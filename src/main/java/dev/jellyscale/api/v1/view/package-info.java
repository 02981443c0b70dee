/** Jobs, segments and histories as callers see them: by names of roots, and by no path. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.view;
