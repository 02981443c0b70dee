/** The AI service contract that existing plugins speak: what its routes share. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service;
