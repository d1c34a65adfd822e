package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;

/**
 * On what terms an object is deleted.
 *
 * @param propagation {@code Background}, {@code Foreground} or {@code Orphan}
 * @param preconditions {@code uid} and {@code resourceVersion} that must be right; missing for none
 */
public record Deletion(String propagation, Tree preconditions, boolean dryRun) {
  /** At once, and what it owns afterwards. */
  public static final Deletion BACKGROUND = new Deletion("Background", Tree.MISSING, false);
}
