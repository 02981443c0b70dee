/** What this service can be told to do, and what it can do at all. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.settings;
