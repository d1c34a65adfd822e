package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first hop says where the addresses that DNS gave stand. */
class AnswersOfDnsTest extends ChangedTutorial {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.10, it is in EndpointSlice google-headless",
    "203.0.113.10 203.0.113.11, both are in EndpointSlice google-headless",
    "203.0.113.10 203.0.113.11 203.0.113.12, all are in EndpointSlice google-headless",
    "203.0.113.20 203.0.113.10, 'each is in an EndpointSlice, the first in more'",
    "203.0.113.10 203.0.113.98, 203.0.113.98 is in no EndpointSlice",
    "203.0.113.99 203.0.113.98, '203.0.113.99, 203.0.113.98 are in no EndpointSlice'"
  })
  void the_answers_are_told_with_the_slice_that_holds_them(String answers, String said) {
    change(
        "EndpointSlice",
        "google-headless",
        slice -> {
          List<Object> endpoints = new ArrayList<>(slice.get("endpoints").items());
          endpoints.add(Tree.object("addresses", List.of("203.0.113.12")));
          return slice.with("endpoints", endpoints);
        });
    add(
        "{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"more\",\"namespace\":\"default\"},"
            + "\"endpoints\":[{\"addresses\":[\"203.0.113.20\"]}]}");
    List<String> told = List.of(answers.split(" "));
    Observation seen = Observation.of(objects, Map.of("www.google.com", told));
    Route route = PathModel.trace(dial("http://WWW.google.com:443"), seen);
    assertEquals(told, route.dns());
    assertEquals(said, why(route, Hop.Kind.DNS).replaceAll("(google-headless)-\\w+", "$1"));
  }
}
