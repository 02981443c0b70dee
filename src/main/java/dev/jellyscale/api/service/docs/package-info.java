/** The description of the HTTP interface, as OpenAPI and as a page. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.docs;
