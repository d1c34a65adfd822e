package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.practice.store.schema.StructuralSchema;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** The kind that a CustomResourceDefinition describes. */
public final class CustomKind {
  private CustomKind() {}

  /** Its versions, served or not. */
  public static List<Served> versions(Tree crd) {
    String storage =
        crd.at("spec.versions").items().stream()
            .filter(version -> version.get("storage").isTrue())
            .findFirst()
            .map(version -> version.get("name").text(""))
            .orElse("");
    return crd.at("spec.versions").items().stream()
        .map(version -> served(crd, version, storage))
        .toList();
  }

  private static Served served(Tree crd, Tree version, String storage) {
    StructuralSchema schema = StructuralSchema.of(version.at("schema.openAPIV3Schema"));
    boolean status = version.at("subresources.status").isPresent();
    return new Served(
        type(crd, version.get("name").text("")),
        storage,
        version.get("served").isTrue(),
        new Served.Subresources(status, version.at("subresources.scale").isPresent()),
        status ? Served.Generation.CONTENT : Served.Generation.ALL,
        schema,
        Optional.of(schema),
        version.get("additionalPrinterColumns").items());
  }

  private static ResourceType type(Tree crd, String version) {
    Tree names = crd.at("spec.names");
    return new ResourceType(
        crd.at("spec.group").text(""),
        version,
        names.get("plural").text(""),
        names.get("kind").text(""),
        names.get("singular").text(""),
        crd.at("spec.scope").text("").equals("Namespaced"),
        names.get("shortNames").texts(),
        names.get("categories").texts());
  }
}
