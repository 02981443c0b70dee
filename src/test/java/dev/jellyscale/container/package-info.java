/** What operators run: images, the Compose file, and the program under a read-only root. */
package dev.jellyscale.container;
