package dev.egresstls.lab.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is named as a reason is one: an object without which the way is another is named, with it or
 * without it, and one that is not there is not named.
 */
class ReasonsLawTest {
  private static final List<String> WAY =
      List.of("listener", "filter", "route", "cluster", "clusterType", "tls", "possibleUpstreams");

  /** Objects that are always there: what is missing in a file is assumed to be as usual. */
  private static final Set<String> ALWAYS =
      Set.of("Pod", "Deployment", "Namespace", "ConfigMap", "CustomResourceDefinition");

  @Test
  void an_object_that_changes_the_way_is_named_and_one_that_is_gone_is_not() throws IOException {
    List<String> faults = new ArrayList<>();
    for (String question : ReasonsTest.questions()) {
      Asked asked = Asked.of(question);
      Tree with = asked.document();
      for (Tree object : asked.objects()) {
        if (!ALWAYS.contains(object.get("kind").text(""))) {
          compare(faults, question, asked, with, object);
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  private static void compare(
      List<String> faults, String question, Asked asked, Tree with, Tree object) {
    String name = ObjectNames.of(object);
    List<Tree> others = asked.objects().stream().filter(one -> !one.equals(object)).toList();
    if (others.isEmpty() || others.stream().map(ObjectNames::of).anyMatch(name::equals)) {
      return;
    }
    Tree without = new Asked(others, asked.url(), asked.setting(), asked.question()).document();
    if (named(without, name)) {
      faults.add(question + ": is named although it is gone: " + name);
    }
    List<String> changed =
        WAY.stream().filter(one -> !with.get(one).equals(without.get(one))).toList();
    boolean told =
        names(object).anyMatch(one -> Stream.of(with, without).anyMatch(way -> named(way, one)));
    if (!changed.isEmpty() && !told) {
      faults.add(question + ": changes " + changed + " and is not named: " + name);
    }
  }

  /**
   * What it goes by: endpoints are looked for at their Service, and hosts are in clusters' names.
   */
  private static Stream<String> names(Tree object) {
    String name = ObjectNames.name(object);
    String in = ObjectNames.namespace(object);
    String service =
        object.get("kind").text("").equals("Endpoints")
            ? name
            : object.at("metadata.labels").get("kubernetes.io/service-name").text(name);
    return switch (object.get("kind").text("")) {
      case "Endpoints", "EndpointSlice" ->
          Stream.of(ObjectNames.of(object), "Service " + in + "/" + service);
      case "Service" -> Stream.of(ObjectNames.of(object), "|" + name + "." + in + ".svc");
      case "ServiceEntry" ->
          Stream.concat(
              Stream.of(ObjectNames.of(object)), object.at("spec.hosts").texts().stream());
      default -> Stream.of(ObjectNames.of(object));
    };
  }

  /** Whether a station or its reason names something. */
  private static boolean named(Tree trace, String name) {
    return Stream.of("hops", "sharing")
        .flatMap(part -> trace.get(part).items().stream())
        .anyMatch(
            one ->
                one.at("because.object").text("").equals(name)
                    || one.get("object").text("").equals(name)
                    || one.get("value").text("").contains(name)
                    || one.at("because.text").text("").contains(name));
  }
}
