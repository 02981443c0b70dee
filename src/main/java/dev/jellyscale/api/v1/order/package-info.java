/** What a caller asks for, looked at field by field and made a request for a job. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.order;
