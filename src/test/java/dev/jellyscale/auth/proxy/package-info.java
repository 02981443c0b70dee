/** Tests of what proxies say. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.proxy;
