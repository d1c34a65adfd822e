package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/**
 * Objects, and the resourceVersion at which they were all there is.
 *
 * @param items by namespace and name
 */
public record Listing(List<Tree> items, long version) {
  public Listing {
    items = List.copyOf(items);
  }
}
