/** How this program reaches other machines: which addresses it connects to, and by what client. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.net;
