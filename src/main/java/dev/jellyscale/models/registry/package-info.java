/** What can be asked of the models of a node: list, install, import, open, measure, remove. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.models.registry;
