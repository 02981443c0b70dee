@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.rules;
