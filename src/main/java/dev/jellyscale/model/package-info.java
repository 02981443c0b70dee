/** What a model is: its id and where its bytes are. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.model;
