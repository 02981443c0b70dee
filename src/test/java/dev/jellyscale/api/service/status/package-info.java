/** Tests of what the node says about itself. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.status;
