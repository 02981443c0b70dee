/** The node's routes of jobs as a program on the command line asks them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.jobs.client;
