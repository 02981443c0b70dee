/** What is well with this node, what is not, and what to do about it. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.doctor;
