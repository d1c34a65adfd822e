package dev.egresstls.lab.practice.store.fields;

import java.util.List;

/** Takes out of a set the fields that nobody can own: an object's identity and bookkeeping. */
final class OwnableFields {
  private static final List<String> OF_THE_SERVER =
      List.of(
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
    FieldSet left = FieldSet.of(false, fields.children()).without("f:apiVersion").without("f:kind");
    for (String field : OF_THE_SERVER) {
      left = left.without("f:metadata", field);
    }
    FieldSet metadata = FieldSet.of(false, left.child("f:metadata").children());
    left = left.without("f:metadata");
    return left.plus(FieldSet.of(false, java.util.Map.of("f:metadata", metadata)));
  }
}
