/** What is remembered of models: which are installed on which node, and how fast they are. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.models.store;
