@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.rules;
