/** Which model suits this machine. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.recommend;
