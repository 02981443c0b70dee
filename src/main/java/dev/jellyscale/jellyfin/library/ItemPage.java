package dev.jellyscale.jellyfin.library;

import java.util.List;

/**
 * A part of a list.
 *
 * @param start number of the first one, from 0
 * @param total how many the whole list had at this moment
 */
public record ItemPage(List<Listed> items, int start, int total) {

  /** An item and its files. */
  public record Listed(Item item, ItemFile file) {}

  public ItemPage {
    items = List.copyOf(items);
  }

  /** Whether there is more behind it. */
  public boolean hasMore() {
    return !items.isEmpty() && start + items.size() < total;
  }
}
