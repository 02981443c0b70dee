/** The machine below the node: processor, memory and GPUs, as the kernel and the driver tell. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.machine;
