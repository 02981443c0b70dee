/** Tests of settings and features. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.settings;
