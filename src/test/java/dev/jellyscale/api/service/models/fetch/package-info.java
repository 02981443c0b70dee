@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.models.fetch;
