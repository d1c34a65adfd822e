package dev.egresstls.lab.lab;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Scenario.Subject;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values behind {@code ${name}}. Where a name is given more than once, the last of these wins:
 * the default of a lab's variable, the track's value, the user's {@code --var}, what a step found
 * out while the lab ran. {@code ${self.path}} is a field of what a check looks at. An immutable
 * value.
 */
public final class Vars {
  /** The derived variable that holds the track's range of Istio versions. */
  public static final String ISTIO_RANGE = "istioRange";

  /** The range of Gateway API bundles that the track is for, if it needs one. */
  public static final String GATEWAY_API_RANGE = "gatewayApiRange";

  /** The derived variable that holds a command which prints the host's addresses, one a line. */
  public static final String DIG = "digCommand";

  /** The derived variable that holds the URL of the lab's own request. */
  public static final String URL = "url";

  /** Names that no author may give to something else. */
  public static final List<String> DERIVED = List.of(ISTIO_RANGE, GATEWAY_API_RANGE, DIG, URL);

  /** The variable of the namespace that a lab works in. */
  public static final String NAMESPACE = "ns";

  /** Where a value comes from. */
  public enum Origin {
    DEFAULT,
    TRACK,
    GIVEN,
    FOUND
  }

  private final Map<String, List<String>> values;
  private final Map<String, Origin> origins;
  private final Map<String, Problem> missing;
  private final Optional<Subject> subject;

  private Vars(
      Map<String, List<String>> values,
      Map<String, Origin> origins,
      Map<String, Problem> missing,
      Optional<Subject> subject) {
    this.subject = subject;
    this.values = Collections.unmodifiableMap(values);
    this.origins = Map.copyOf(origins);
    this.missing = Map.copyOf(missing);
  }

  /**
   * The values that a lab begins with.
   *
   * @param given the user's {@code --var name=value}s
   * @throws LabFailure (usage) if a name is unknown or a value is not of its variable's kind
   */
  public static Vars of(Lab lab, Map<String, String> given) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Map<String, Origin> origins = new LinkedHashMap<>();
    lab.variables().forEach(one -> values.put(one.name(), List.of(one.byDefault())));
    lab.track().vars().forEach((name, value) -> values.put(name, List.of(value)));
    values.put(ISTIO_RANGE, List.of(lab.track().istio()));
    values.keySet().forEach(name -> origins.put(name, byLab(lab, name)));
    given.forEach(
        (name, value) -> {
          VarRules.check(lab, values.keySet(), name, value);
          values.put(name, List.of(value));
          origins.put(name, Origin.GIVEN);
        });
    Optional<Subject> subject = lab.scenario().subject();
    Vars own = new Vars(values, origins, Map.of(), subject);
    Vars dug = own.derived(DIG, "dig +short A " + own.host());
    return subject.isEmpty() ? dug : dug.derived(URL, own.filled(Subject::url));
  }

  private String filled(Function<Subject, String> of) {
    return subject.map(of).map(this::show).orElse("");
  }

  private Vars derived(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(values);
    more.put(name, List.of(value));
    Map<String, Origin> from = new LinkedHashMap<>(origins);
    from.put(name, Origin.DEFAULT);
    return new Vars(more, from, missing, subject);
  }

  /**
   * The URL of the lab's own request.
   *
   * @throws LabFailure (precondition) if it has none
   */
  public String url() {
    return text(URL)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.PRECONDITION, say("lab.noRequest"), say("lab.noRequest.try"))
                    .failure());
  }

  /** The host whose addresses the lab is about; empty if there is none. */
  public String host() {
    return filled(Subject::hostName);
  }

  /** Whether the lab's request leaves through a gateway, which starts its TLS. */
  public boolean throughGateway() {
    return subject.flatMap(Subject::gateway).isPresent();
  }

  /** The namespace that the lab works in. */
  public String namespace() {
    return text(NAMESPACE).orElse("default");
  }

  /**
   * The same in a practice cluster, whose names only its own DNS knows: pods are asked, not the
   * machine's DNS.
   */
  public Vars inPractice() {
    String client = filled(one -> "deploy/" + one.client().deployment() + " -c " + one.container());
    String getent = "kubectl exec " + client + " -- getent ahostsv4 " + host();
    return derived(DIG, getent + " | cut -d' ' -f1");
  }

  private static Origin byLab(Lab lab, String name) {
    boolean track = name.equals(ISTIO_RANGE) || lab.track().vars().containsKey(name);
    return track ? Origin.TRACK : Origin.DEFAULT;
  }

  /** The same values and one that a step found out. */
  public Vars with(String name, List<String> items) {
    Map<String, List<String>> more = new LinkedHashMap<>(values);
    more.put(name, List.copyOf(items));
    Map<String, Origin> from = new LinkedHashMap<>(origins);
    from.put(name, Origin.FOUND);
    return new Vars(more, from, missing, subject);
  }

  /** The same values without one that could not be found out, and why. */
  public Vars without(String name, Problem why) {
    Map<String, List<String>> fewer = new LinkedHashMap<>(values);
    fewer.remove(name);
    Map<String, Problem> reasons = new LinkedHashMap<>(missing);
    reasons.put(name, why);
    return new Vars(fewer, origins, reasons, subject);
  }

  /** Whether the name has a value now. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Where the value of a name comes from; empty if it has none. */
  public Optional<Origin> origin(String name) {
    return has(name) ? Optional.ofNullable(origins.get(name)) : Optional.empty();
  }

  /** The value of a name; a list is joined by {@code ", "}. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(items -> String.join(", ", items));
  }

  /** The items of a name; one for a plain value; none if it has no value. */
  public List<String> items(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** All names with their values as text, in the order of their precedence. */
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    values.forEach((name, items) -> all.put(name, String.join(", ", items)));
    return all;
  }

  /**
   * Fills in every {@code ${name}}.
   *
   * @throws LabFailure if a name has no value
   */
  public String fill(String template) {
    return fill(template, Tree.MISSING);
  }

  /**
   * Fills in every {@code ${name}}, and every {@code ${self.path}} from what was seen.
   *
   * @throws LabFailure if a name has no value; a path where nothing stands gives {@code nothing}
   */
  public String fill(String template, Tree self) {
    return Placeholders.fill(
        template,
        name ->
            value(name, self)
                .orElseThrow(() -> missing.getOrDefault(name, unknown(name)).failure()));
  }

  /** Fills in what has a value and shows the names of the others, for texts that are only read. */
  public String show(String template) {
    return Placeholders.fill(template, name -> value(name, Tree.MISSING).orElse("<" + name + ">"));
  }

  /** Fills in the texts of a value, as {@link #fill(String, Tree)} does. */
  public Tree fill(Tree value, Tree self) {
    if (value.isObject()) {
      Map<String, Object> filled = new LinkedHashMap<>();
      value.fields().forEach((key, item) -> filled.put(key, fill(item, self)));
      return Tree.of(filled);
    }
    if (value.isList()) {
      return Tree.of(fillItems(value.items(), self));
    }
    return value.raw() instanceof String text && text.contains("${")
        ? Tree.of(fill(text, self))
        : value;
  }

  /**
   * Fills in a list: an item that is {@code ${name}} and nothing else stands for all items of that
   * name.
   */
  public List<Tree> fillItems(List<Tree> items, Tree self) {
    List<Tree> filled = new ArrayList<>();
    for (Tree item : items) {
      Optional<String> only = item.text().flatMap(Placeholders::only);
      if (only.isPresent() && has(only.get())) {
        items(only.get()).forEach(one -> filled.add(Tree.of(one)));
      } else {
        filled.add(fill(item, self));
      }
    }
    return filled;
  }

  private Optional<String> value(String name, Tree self) {
    if (name.startsWith(Placeholders.SELF) && !self.isMissing()) {
      Tree seen = self.at(name.substring(Placeholders.SELF.length()));
      return Optional.of(
          seen.isList()
              ? seen.items().stream().map(Vars::plain).collect(Collectors.joining(", "))
              : plain(seen));
    }
    return text(name);
  }

  private static String plain(Tree seen) {
    return seen.isPresent() ? seen.text(seen.toString()) : say("lab.var.nothing");
  }

  private static Problem unknown(String name) {
    return Problem.of(
        Problem.Kind.PRECONDITION, say("lab.var.noValue", name), say("lab.var.setIt", name));
  }
}
