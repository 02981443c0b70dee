/** Tests of the choice of a model. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.recommend;
