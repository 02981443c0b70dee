/** Where finished films go, beside which originals, and what becomes of them there. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.publish;
