@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.form;
