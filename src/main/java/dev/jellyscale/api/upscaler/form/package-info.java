/** What requests to the facade are made of: fields behind the {@code ?}, in forms and in JSON. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.form;
