package dev.egresstls.lab.bundle;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.Downloads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which container images a cluster pulls for a lab. */
public final class LabImages {
  private LabImages() {}

  /** Those of a track, each with its registry and tag. */
  public static List<String> of(Catalog catalog, String track, Downloads downloads)
      throws InterruptedException {
    Needed needed = Needed.by(catalog);
    Map<String, String> texts = new LinkedHashMap<>();
    for (Needed.Download one : needed.downloads()) {
      texts.put(
          one.url(), downloads.text(one.url(), one.sha256(), one.option(), (bytes, of) -> {}));
    }
    return Image.of(needed, texts).stream()
        .filter(one -> one.tracks().contains(track))
        .map(Image::name)
        .toList();
  }
}
