/** Tests of the description of the interface. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.docs;
