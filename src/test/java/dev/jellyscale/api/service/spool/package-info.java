/** Tests of bodies on the disk. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.spool;
