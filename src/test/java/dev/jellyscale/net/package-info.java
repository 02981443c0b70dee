@org.jspecify.annotations.NullMarked
package dev.jellyscale.net;
