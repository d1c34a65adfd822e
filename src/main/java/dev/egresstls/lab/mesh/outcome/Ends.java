package dev.egresstls.lab.mesh.outcome;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What comes of a flow that may end at one of several places: nobody knows at which. */
final class Ends {
  private Ends() {}

  /**
   * What comes of it, if it is the same at each place; else nothing is claimed.
   *
   * @param outcome what comes of a flow at its first place
   */
  static ConnectionOutcome of(Flow flow, Function<Flow, ConnectionOutcome> outcome) {
    ConnectionOutcome first = outcome.apply(flow);
    Map<String, ConnectionOutcome> each = new LinkedHashMap<>();
    for (Flow.Upstream one : flow.upstreams()) {
      each.computeIfAbsent(one.text(), text -> outcome.apply(flow.to(one)));
    }
    if (each.size() < 2) {
      return first;
    }
    if (each.values().stream().map(Ends::seen).distinct().count() > 1) {
      String why = say("mesh.answer.oneOf", either(List.copyOf(each.keySet())));
      return new ConnectionOutcome(first.client().withdrawn(why), first.log());
    }
    Optional<ConnectionOutcome> unsure =
        each.values().stream().filter(one -> !one.client().known()).findFirst();
    return new ConnectionOutcome(unsure.orElse(first).client(), first.log());
  }

  private static List<Object> seen(ConnectionOutcome one) {
    ExpectedClient client = one.client();
    return List.of(client.exits(), client.httpCode(), client.tls(), one.log().flags());
  }
}
