/** Routes that upscale pictures: from the body of a request to the body of its answer. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.inference;
