/** Which routes the public port has, and what each asks of its callers. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access.route;
