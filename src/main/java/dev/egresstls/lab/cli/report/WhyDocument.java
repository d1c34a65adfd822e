package dev.egresstls.lab.cli.report;

import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.shell.launch.LaunchBanner;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a step fails, as one JSON object that {@code docs/json.md} describes.
 *
 * @param number the step; 0 if all hold
 * @param found empty if all hold
 */
public record WhyDocument(LaunchBanner banner, int number, Optional<Diagnosis> found) {
  private static final int SCHEMA_VERSION = 1;

  public WhyDocument {
    Objects.requireNonNull(banner);
    Objects.requireNonNull(found);
  }

  /** The object. */
  public Tree tree() {
    Lab lab = banner.lab();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", SCHEMA_VERSION);
    object.put("lab", lab.id());
    object.put("mode", banner.mode().word());
    object.put("context", banner.context());
    object.put("track", lab.track().id());
    object.put("step", number == 0 ? null : lab.steps().get(number - 1).id());
    object.put("number", number == 0 ? null : number);
    object.put("holds", found.map(Diagnosis::holds).orElse(true));
    List<TrueCause> causes = found.map(Diagnosis::causes).orElse(List.of());
    object.put("causes", causes.stream().map(one -> RunDocument.cause(one.told())).toList());
    List<Verdict> verdicts = found.map(Diagnosis::verdicts).orElse(List.of());
    object.put("checks", verdicts.stream().map(RunDocument::check).toList());
    return Tree.of(object);
  }
}
