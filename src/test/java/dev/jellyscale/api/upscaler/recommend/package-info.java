/** Tests of advice on models. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.recommend;
