package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.rules.NameShapes;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects a label and a field selector choose. */
public final class Selectors {
  private static final Pattern EQUAL = Pattern.compile("([^\\s,!=()]+)\\s*(==|=|!=)\\s*([^,]*)");
  private static final Pattern KEYED = Pattern.compile("\\s*(!?)\\s*([^\\s,!=()<>]*)\\s*(.*)");
  private static final Pattern COMPARED =
      Pattern.compile("(==|=|!=|>|<)\\s*([^\\s,!=()<>]*)\\s*(.*)");
  private static final Pattern SET = Pattern.compile("(in|notin)\\s*\\(([^()]*)\\)");
  private static final String UNREADABLE = "unable to parse requirement: ";

  private static final Set<String> EVERYWHERE = Set.of("metadata.name", "metadata.namespace");
  private static final Set<String> OF_EVENTS =
      Set.of(
          "involvedObject.kind",
          "involvedObject.namespace",
          "involvedObject.name",
          "involvedObject.uid",
          "involvedObject.apiVersion",
          "involvedObject.resourceVersion",
          "involvedObject.fieldPath",
          "reason",
          "reportingComponent",
          "source",
          "type");
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "pods",
          Set.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "status.phase",
              "status.podIP"),
          "events",
          OF_EVENTS,
          "events.events.k8s.io",
          OF_EVENTS,
          "secrets",
          Set.of("type"),
          "namespaces",
          Set.of("status.phase"),
          "services",
          Set.of("spec.clusterIP", "spec.type"),
          "nodes",
          Set.of("spec.unschedulable"),
          "replicasets.apps",
          Set.of("status.replicas"));

  private Selectors() {}

  /**
   * The objects that a request asks for.
   *
   * @throws dev.egresstls.lab.practice.store.ApiError 400 for a selector that cannot be read
   */
  public static Predicate<Tree> of(IncomingRequest call, ResourceType type) {
    Predicate<Tree> labels = labels(call.parameter("labelSelector").orElse(""));
    return labels.and(fields(call.parameter("fieldSelector").orElse(""), type));
  }

  static Predicate<Tree> labels(String selector) {
    List<Predicate<Map<String, Tree>>> all =
        split(selector).stream().map(Selectors::requirement).toList();
    return object -> {
      Map<String, Tree> labels = object.at("metadata.labels").fields();
      return all.stream().allMatch(one -> one.test(labels));
    };
  }

  private static Predicate<Map<String, Tree>> requirement(String part) {
    Matcher keyed = KEYED.matcher(part);
    if (!keyed.matches() || keyed.group(2).isEmpty()) {
      throw Refusals.badRequest(UNREADABLE + "found '" + part + "', expected: identifier");
    }
    boolean not = !keyed.group(1).isEmpty();
    String key = keyed.group(2);
    for (String wrong : NameShapes.qualified(key)) {
      throw Refusals.badRequest(
          UNREADABLE + "<nil>: Invalid value: " + Json.write(key) + ": " + wrong);
    }
    String rest = keyed.group(3);
    if (rest.isEmpty()) {
      return labels -> not != labels.containsKey(key);
    }
    if (not) {
      throw Refusals.badRequest(
          UNREADABLE + "found '" + rest + "', expected: ',' or end of string");
    }
    return COMPARED.matcher(rest).matches() ? compared(key, rest) : set(key, rest);
  }

  private static Predicate<Map<String, Tree>> compared(String key, String rest) {
    Matcher compared = COMPARED.matcher(rest);
    compared.matches();
    String more = compared.group(3);
    if (!more.isEmpty()) {
      String found = more.split("\\s")[0];
      throw Refusals.badRequest("found '" + found + "', expected: ',' or 'end of string'");
    }
    String operator = compared.group(1);
    String value = compared.group(2);
    if (operator.equals(">") || operator.equals("<")) {
      return ordered(key, operator, value);
    }
    checkValues(key, List.of(value));
    boolean differs = operator.equals("!=");
    return labels -> differs != (labels.containsKey(key) && labels.get(key).text("").equals(value));
  }

  private static Predicate<Map<String, Tree>> ordered(String key, String operator, String value) {
    if (!value.matches("-?[0-9]{1,18}")) {
      String rule = "for 'Gt', 'Lt' operators, the value must be an integer";
      throw Refusals.badRequest(
          UNREADABLE + "values[0]: Invalid value: " + Json.write(value) + ": " + rule);
    }
    long limit = Long.parseLong(value);
    return labels -> {
      String own = labels.containsKey(key) ? labels.get(key).text("") : "";
      int order = own.matches("-?[0-9]{1,18}") ? Long.compare(Long.parseLong(own), limit) : 0;
      return operator.equals(">") ? order > 0 : order < 0;
    };
  }

  private static Predicate<Map<String, Tree>> set(String key, String rest) {
    Matcher set = SET.matcher(rest);
    if (!set.matches()) {
      boolean open = rest.matches("(in|notin)\\s*\\([^)]*");
      throw Refusals.badRequest(
          UNREADABLE
              + (open
                  ? "found '', expected: ',' or ')'"
                  : "found '"
                      + rest.split("\\s")[0]
                      + "', expected: in, notin, =, ==, !=, gt, lt"));
    }
    List<String> values = Arrays.stream(set.group(2).split(",")).map(String::strip).toList();
    checkValues(key, values);
    boolean in = set.group(1).equals("in");
    return labels -> in == (labels.containsKey(key) && values.contains(labels.get(key).text("")));
  }

  private static void checkValues(String key, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      for (String wrong : NameShapes.labelValue(values.get(i))) {
        String where = "values[" + i + "][" + key + "]: Invalid value: ";
        throw Refusals.badRequest(UNREADABLE + where + Json.write(values.get(i)) + ": " + wrong);
      }
    }
  }

  static Predicate<Tree> fields(String selector, ResourceType type) {
    List<Predicate<Tree>> all = split(selector).stream().map(part -> field(part, type)).toList();
    return object -> all.stream().allMatch(one -> one.test(object));
  }

  private static Predicate<Tree> field(String part, ResourceType type) {
    Matcher equal = EQUAL.matcher(part);
    if (!equal.matches()) {
      String shown = "'" + part + "'";
      throw Refusals.badRequest("invalid selector: " + shown + "; can't understand " + shown);
    }
    boolean not = equal.group(2).equals("!=");
    String path = equal.group(1);
    if (!EVERYWHERE.contains(path) && !FIELDS.getOrDefault(type.key(), Set.of()).contains(path)) {
      throw Refusals.badRequest(
          FIELDS.containsKey(type.key())
              ? "field label not supported: " + path
              : "\""
                  + path
                  + "\" is not a known field selector: only \"metadata.name\","
                  + " \"metadata.namespace\"");
    }
    String value = equal.group(3).strip();
    return object -> not != object.at(path).text("").equals(value);
  }

  /** The parts between commas, except for commas in parentheses. */
  private static List<String> split(String selector) {
    List<String> parts = new ArrayList<>();
    boolean inside = false;
    int from = 0;
    for (int at = 0; at < selector.length(); at++) {
      char c = selector.charAt(at);
      inside = c == '(' || (inside && c != ')');
      if (c == ',' && !inside) {
        parts.add(selector.substring(from, at).strip());
        from = at + 1;
      }
    }
    if (!selector.isBlank()) {
      parts.add(selector.substring(from).strip());
    }
    return parts;
  }
}
