@org.jspecify.annotations.NullMarked
package dev.jellyscale.protocol.picture;
