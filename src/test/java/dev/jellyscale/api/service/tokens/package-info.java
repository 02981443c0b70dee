/** Tests of the token routes. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.tokens;
