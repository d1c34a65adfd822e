package dev.egresstls.lab.check;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Expectation.Equal;
import dev.egresstls.lab.lab.Expectation.ObjectWith;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges values that are written as YAML. */
abstract class Judging {
  static final Probe SOMEWHERE = new Probe.PodState("default", "curl");

  final Vars vars = Vars.of(TutorialLab.of("as-written"), Map.of());

  static Check check(String path, Expectation expectation) {
    return new Check("c", "seen ${self.a}", SOMEWHERE, Map.of(path, expectation), Duration.ZERO);
  }

  Verdict judge(String path, Expectation expectation, String yaml) {
    Evidence evidence = Evidence.of("Thing x", Yaml.read(yaml));
    return Judge.judge(check(path, expectation), evidence, vars);
  }

  List<String> gaps(String path, Expectation expectation, String yaml) {
    return judge(path, expectation, yaml).gaps().stream().map(Gap::sentence).toList();
  }

  static Equal is(Object value) {
    return new Equal(Tree.of(value));
  }

  static ObjectWith with(Object... namesAndExpectations) {
    Map<String, Expectation> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndExpectations.length; i += 2) {
      members.put((String) namesAndExpectations[i], (Expectation) namesAndExpectations[i + 1]);
    }
    return new ObjectWith(members);
  }
}
