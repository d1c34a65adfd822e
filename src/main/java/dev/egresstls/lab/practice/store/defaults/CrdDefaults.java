package dev.egresstls.lab.practice.store.defaults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fills in CustomResourceDefinitions (apiextensions-apiserver pkg/apis/.../defaults.go @1.33). */
final class CrdDefaults {
  private CrdDefaults() {}

  static void fill(Filling crd) {
    Filling spec = crd.in("spec");
    Filling names = spec.in("names");
    names.fill("singular", names.text("kind").toLowerCase(Locale.ROOT));
    names.fill("listKind", names.text("kind") + "List");
    Map<String, Object> conversion = new LinkedHashMap<>();
    conversion.put("strategy", "None");
    spec.fill("conversion", conversion);
    Filling status = crd.in("status");
    status.fill("storedVersions", storedVersions(spec));
    status.fill("conditions", new ArrayList<>()).fill("acceptedNames", new LinkedHashMap<>());
  }

  private static List<Object> storedVersions(Filling spec) {
    List<Object> stored = new ArrayList<>();
    for (Filling version : spec.each("versions")) {
      if (Boolean.TRUE.equals(version.get("storage"))) {
        stored.add(version.get("name"));
      }
    }
    return stored;
  }
}
