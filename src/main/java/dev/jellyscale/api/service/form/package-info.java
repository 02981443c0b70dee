/** Bodies of requests: forms of both encodings, read piece by piece and within bounds. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.form;
