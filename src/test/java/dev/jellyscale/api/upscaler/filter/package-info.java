/** Tests of the filters of pictures. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.filter;
