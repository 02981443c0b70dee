/** What requests to our own routes are made of: JSON bodies, pages, and what is wrong with them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.form;
