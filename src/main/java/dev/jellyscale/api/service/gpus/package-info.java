/** The GPUs of this machine, and what keeps them from being used. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.gpus;
