@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.notify.send;
