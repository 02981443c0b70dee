@org.jspecify.annotations.NullMarked
package dev.jellyscale.config.roots;
