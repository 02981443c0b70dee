/** The routes by which tokens are made and revoked. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.tokens;
