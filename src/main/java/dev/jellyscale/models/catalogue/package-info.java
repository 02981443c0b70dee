/** The models that this release knows by name, and which of them stand in for others. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.models.catalogue;
