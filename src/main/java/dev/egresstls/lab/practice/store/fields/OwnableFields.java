package dev.egresstls.lab.practice.store.fields;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Takes out of a set the fields that nobody can own: an object's identity and bookkeeping. */
final class OwnableFields {
  private static final String METADATA = "f:metadata";
  private static final Set<String> TYPE = Set.of("f:apiVersion", "f:kind");
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "f:name",
          "f:namespace",
          "f:creationTimestamp",
          "f:selfLink",
          "f:uid",
          "f:generation",
          "f:managedFields",
          "f:resourceVersion");

  private OwnableFields() {}

  static FieldSet of(FieldSet fields) {
    Map<String, FieldSet> left = new HashMap<>(fields.children());
    left.keySet().removeAll(TYPE);
    left.computeIfPresent(METADATA, (name, metadata) -> withoutServerFields(metadata));
    return FieldSet.of(false, left);
  }

  private static FieldSet withoutServerFields(FieldSet metadata) {
    Map<String, FieldSet> left = new HashMap<>(metadata.children());
    left.keySet().removeAll(OF_THE_SERVER);
    return FieldSet.of(false, left);
  }
}
