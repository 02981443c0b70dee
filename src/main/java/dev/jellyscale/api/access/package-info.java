/** The gate of the public port: which routes there are, who may use them, how much may be sent. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access;
