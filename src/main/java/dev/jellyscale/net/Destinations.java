package dev.jellyscale.net;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLContext;

/**
 * Which machines may be connected to, and what proves who they are.
 *
 * @param resolver finds the addresses of a host
 * @param listed whether a host may be reached at an address although that is not public
 * @param tls what certificates are trusted; empty for those that Java trusts
 */
public record Destinations(
    HostResolver resolver, BiPredicate<String, InetAddress> listed, Optional<SSLContext> tls) {}
