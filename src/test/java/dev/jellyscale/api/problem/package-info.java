/** Tests of failures as answers. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.problem;
