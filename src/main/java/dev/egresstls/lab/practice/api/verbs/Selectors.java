package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.ResourceType;
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
  private static final Pattern SET =
      Pattern.compile("([^\\s,!=()]+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
  private static final Pattern EQUAL = Pattern.compile("([^\\s,!=()]+)\\s*(==|=|!=)\\s*([^,]*)");
  private static final Pattern EXISTS = Pattern.compile("(!?)\\s*([^\\s,!=()]+)");

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
          Set.of("spec.clusterIP", "spec.type"));

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
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      List<String> values = Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
      boolean in = set.group(2).equals("in");
      String key = set.group(1);
      return labels -> in == (labels.containsKey(key) && values.contains(labels.get(key).text("")));
    }
    Matcher equal = EQUAL.matcher(part);
    if (equal.matches()) {
      boolean not = equal.group(2).equals("!=");
      String key = equal.group(1);
      String value = equal.group(3).strip();
      return labels -> not != (labels.containsKey(key) && labels.get(key).text("").equals(value));
    }
    Matcher exists = EXISTS.matcher(part);
    if (exists.matches()) {
      boolean not = exists.group(1).equals("!");
      return labels -> not != labels.containsKey(exists.group(2));
    }
    throw Refusals.badRequest("unable to parse requirement: " + part);
  }

  static Predicate<Tree> fields(String selector, ResourceType type) {
    List<Predicate<Tree>> all = split(selector).stream().map(part -> field(part, type)).toList();
    return object -> all.stream().allMatch(one -> one.test(object));
  }

  private static Predicate<Tree> field(String part, ResourceType type) {
    Matcher equal = EQUAL.matcher(part);
    if (!equal.matches()) {
      throw Refusals.badRequest("invalid field selector: " + part);
    }
    boolean not = equal.group(2).equals("!=");
    String path = equal.group(1);
    if (!EVERYWHERE.contains(path) && !FIELDS.getOrDefault(type.key(), Set.of()).contains(path)) {
      throw Refusals.badRequest("field label not supported: " + path);
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
