/** Single pictures: what files of them say of themselves, and what shall come of them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.protocol.picture;
