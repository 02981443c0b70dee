/** Bodies of requests and answers on the disk, while they are worked on. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.spool;
