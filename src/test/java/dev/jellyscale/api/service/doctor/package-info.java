/** Tests of checks. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.doctor;
