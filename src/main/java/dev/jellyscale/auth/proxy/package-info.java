/** What trusted reverse proxies say of a request: where it comes from, and whom they let in. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.proxy;
