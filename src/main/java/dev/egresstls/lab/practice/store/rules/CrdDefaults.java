package dev.egresstls.lab.practice.store.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fills in CustomResourceDefinitions (apiextensions-apiserver pkg/apis/.../defaults.go @1.33). */
final class CrdDefaults {
  private CrdDefaults() {}

  static void fill(DefaultsDraft crd) {
    DefaultsDraft spec = crd.in("spec");
    DefaultsDraft names = spec.in("names");
    names.fill("singular", names.text("kind").toLowerCase(Locale.ROOT));
    names.fill("listKind", names.text("kind") + "List");
    Map<String, Object> conversion = new LinkedHashMap<>();
    conversion.put("strategy", "None");
    spec.fill("conversion", conversion);
    DefaultsDraft status = crd.in("status");
    status.fill("storedVersions", storedVersions(spec));
    status.fill("conditions", new ArrayList<>()).fill("acceptedNames", new LinkedHashMap<>());
  }

  private static List<Object> storedVersions(DefaultsDraft spec) {
    List<Object> stored = new ArrayList<>();
    for (DefaultsDraft version : spec.each("versions")) {
      if (Boolean.TRUE.equals(version.get("storage"))) {
        stored.add(version.get("name"));
      }
    }
    return stored;
  }
}
