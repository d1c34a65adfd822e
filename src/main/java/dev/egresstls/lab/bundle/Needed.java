package dev.egresstls.lab.bundle;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.istio.ImageHub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all tracks of all labs take from the internet.
 *
 * @param downloads the files
 * @param istio what is installed of Istio, with the tracks that install it
 */
record Needed(List<Download> downloads, Map<Istio, Set<String>> istio) {
  private static final String ISTIO_VERSION = "istioVersion";
  private static final String HUB = "hub=";

  /**
   * A release of Istio.
   *
   * @param hub where its images come from
   */
  record Istio(String version, String hub) {}

  /**
   * One file.
   *
   * @param sha256 its digest; empty if it has none
   * @param option names it in a failure
   * @param tracks that need it
   */
  record Download(String url, String sha256, String option, Set<String> tracks) {}

  Needed {
    downloads = List.copyOf(downloads);
    istio = new LinkedHashMap<>(istio);
  }

  /** Reads them off the labs' actions. */
  static Needed by(Catalog catalog) {
    Map<String, Download> downloads = new LinkedHashMap<>();
    Map<Istio, Set<String>> istio = new LinkedHashMap<>();
    for (String id : catalog.ids()) {
      for (Track track : catalog.read(id, Optional.empty()).tracks()) {
        Lab lab = catalog.read(id, Optional.of(track.id()));
        Vars vars = Vars.of(lab, Map.of());
        for (Action action : actions(lab)) {
          if (action instanceof Action.Download one) {
            String url = vars.fill(one.url());
            downloads.computeIfAbsent(url, at -> download(one, at, vars)).tracks().add(track.id());
          } else if (action instanceof Action.Tool tool && tool.argv().get(0).equals("istioctl")) {
            vars.text(ISTIO_VERSION)
                .ifPresent(
                    version ->
                        istio
                            .computeIfAbsent(
                                istio(version, tool, vars), any -> new LinkedHashSet<>())
                            .add(track.id()));
          }
        }
      }
    }
    return new Needed(new ArrayList<>(downloads.values()), istio);
  }

  private static Istio istio(String version, Action.Tool tool, Vars vars) {
    String hub =
        tool.argv().stream()
            .filter(word -> word.startsWith(HUB))
            .map(word -> vars.fill(word.substring(HUB.length())))
            .findFirst()
            .orElse(ImageHub.usual(version));
    return new Istio(version, hub);
  }

  private static List<Action> actions(Lab lab) {
    return lab.steps().stream().map(Step::actions).flatMap(List::stream).toList();
  }

  private static Download download(Action.Download one, String url, Vars vars) {
    return new Download(url, vars.fill(one.sha256()), one.option(), new LinkedHashSet<>());
  }
}
