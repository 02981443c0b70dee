@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.jobs.client;
