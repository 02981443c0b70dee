/** The examples of reverse proxies that operators copy. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.container.proxy;
