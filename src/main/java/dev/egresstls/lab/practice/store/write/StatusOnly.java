package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.value.Tree;

/** What a write of the status subresource may change. */
public final class StatusOnly {
  private StatusOnly() {}

  /** The live object with the proposed status. */
  public static Tree of(Tree live, Tree proposed) {
    Tree object =
        live.with("apiVersion", proposed.get("apiVersion").text(live.get("apiVersion").text("")));
    Tree status = proposed.get("status");
    return status.isPresent() ? object.with("status", status) : object.without("status");
  }
}
