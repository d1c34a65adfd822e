package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;

/**
 * A change as the store's history keeps it.
 *
 * @param version the resourceVersion that it made
 * @param before the object before it; missing for ADDED
 */
public record Recorded(long version, ObjectChange change, Tree before) {}
