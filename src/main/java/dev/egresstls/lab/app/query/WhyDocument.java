package dev.egresstls.lab.app.query;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.Advisories;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.lab.Lab;
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
 * @param advisories about the istiod that is installed
 */
public record WhyDocument(
    LaunchBanner banner,
    int number,
    Optional<Diagnosis> found,
    List<Advisories.Advisory> advisories) {
  public WhyDocument {
    Objects.requireNonNull(banner);
    Objects.requireNonNull(found);
    advisories = List.copyOf(advisories);
  }

  /** The object. */
  public Tree tree() {
    Lab lab = banner.lab();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", Answer.SCHEMA_VERSION);
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
    object.put("warnings", advisories.stream().map(WhyDocument::warning).toList());
    return Tree.of(object);
  }

  private static Tree warning(Advisories.Advisory one) {
    return Tree.object("says", one.sentence(), "remedy", one.remedy());
  }
}
