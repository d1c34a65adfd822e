package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the cluster itself says of a field of its objects. */
public final class FieldExplanation {
  private static final int BELOW = 5;
  private static final String CRD = "CustomResourceDefinition";

  private FieldExplanation() {}

  /**
   * What {@code explain} answers.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is no such field, or the cluster does not say
   */
  public static Answer of(LaunchedRun open, CommandWords words) {
    List<String> names = List.of(words.names().get(0).split("\\.+"));
    Finder finder = Finder.in(open);
    ServedKind kind = finder.kind(names.isEmpty() ? "" : names.get(0));
    Schema schema = schema(finder.resources(), kind).orElseThrow(() -> silent(kind.kind()));
    boolean required = false;
    String here = names.get(0);
    for (String name : names.subList(1, names.size())) {
      required = schema.requires(name);
      schema = below(schema, here, name);
      here = here + "." + name;
    }
    String path = here;
    Schema field = schema;
    boolean needed = required;
    return Answer.of(lines(path, kind, field, needed), () -> document(path, kind, field, needed));
  }

  private static Tree document(String path, ServedKind kind, Schema schema, boolean required) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", Answer.SCHEMA_VERSION);
    object.put("path", path);
    object.put("apiVersion", kind.apiVersion());
    object.put("kind", kind.kind());
    said(schema, required).fields().forEach(object::put);
    object.put("limits", schema.limits());
    object.put(
        "fields",
        schema.fields().stream()
            .map(name -> said(schema.field(name), schema.requires(name)).with("name", name))
            .toList());
    return Tree.of(object);
  }

  private static Tree said(Schema field, boolean required) {
    return Tree.object(
        "type", field.type(), "required", required, "description", field.description());
  }

  /**
   * The fields below a path such as {@code service.spec}, each with its type.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is no such path
   */
  public static Map<String, String> below(Finder finder, String path) {
    List<String> names = List.of(path.split("\\.+"));
    ServedKind kind = finder.kind(names.isEmpty() ? "" : names.get(0));
    Schema schema = schema(finder.resources(), kind).orElseThrow(() -> silent(kind.kind()));
    for (String name : names.subList(1, names.size())) {
      schema = below(schema, path, name);
    }
    Map<String, String> fields = new TreeMap<>();
    for (String name : schema.fields()) {
      fields.put(name, Neutral.line(type(schema.field(name), schema.requires(name))));
    }
    return fields;
  }

  /** A custom kind is described by its definition, any other by what the server publishes. */
  static Optional<Schema> schema(Resources resources, ServedKind kind) {
    String version = kind.apiVersion().substring(kind.apiVersion().indexOf('/') + 1);
    Ref definition = new Ref("apiextensions.k8s.io/v1", CRD, Optional.empty(), kind.fullName());
    Optional<Tree> custom =
        kind.group().contains(".") ? resources.get(definition) : Optional.empty();
    if (custom.isPresent()) {
      return custom.get().at("spec.versions").items().stream()
          .filter(one -> one.get("name").text("").equals(version))
          .map(one -> new Schema(one.at("schema.openAPIV3Schema"), Tree.MISSING))
          .findFirst();
    }
    return resources
        .openApi(kind.apiVersion())
        .map(document -> document.at("components.schemas"))
        .flatMap(all -> published(all, kind, version));
  }

  private static Optional<Schema> published(Tree all, ServedKind kind, String version) {
    Tree wanted = Tree.object("group", kind.group(), "version", version, "kind", kind.kind());
    return all.fields().values().stream()
        .filter(one -> one.get("x-kubernetes-group-version-kind").items().contains(wanted))
        .map(one -> new Schema(one, all))
        .findFirst();
  }

  private static Schema below(Schema schema, String here, String name) {
    Schema field = schema.field(name);
    if (field.tree().isPresent()) {
      return field;
    }
    List<String> known = schema.fields();
    if (known.isEmpty()) {
      throw silent(here);
    }
    throw Problem.of(
            Problem.Kind.USAGE,
            say("shell.explain.no-field", here, name),
            Spelling.near(name, known)
                .map(near -> say("shell.typed.meant", Neutral.line(near)))
                .orElseGet(() -> say("shell.explain.list", here)))
        .failure();
  }

  private static RuntimeException silent(String what) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("shell.explain.silent", what),
            "https://kubernetes.io/docs/reference/kubernetes-api/")
        .failure();
  }

  private static List<Line> lines(String here, ServedKind kind, Schema schema, boolean required) {
    List<Line> lines = new ArrayList<>();
    String of = " · " + kind.kind() + " " + kind.apiVersion();
    lines.add(
        Line.of(2, Role.TITLE, here)
            .and(Role.QUIET, "  " + type(schema, required) + of)
            .hanging(BELOW));
    schema
        .description()
        .lines()
        .forEach(row -> lines.add(row.isBlank() ? Line.EMPTY : Line.of(BELOW, Role.PLAIN, row)));
    schema
        .limits()
        .forEach(one -> lines.add(Line.of(BELOW, Role.PLAIN, "- " + one).hanging(BELOW + 2)));
    for (String name : schema.fields()) {
      lines.add(field(name, schema.field(name), schema.requires(name)));
    }
    return lines;
  }

  private static Line field(String name, Schema field, boolean required) {
    Line line =
        Line.of(BELOW, Role.CODE, Neutral.line(name))
            .and(Role.QUIET, "  " + type(field, required))
            .hanging(BELOW + 2);
    String first = field.description().replaceAll("\\s+", " ").replaceFirst("(?<=\\.) .*", "");
    return first.isEmpty() ? line : line.and(Role.PLAIN, "  " + first);
  }

  private static String type(Schema schema, boolean required) {
    return required ? say("shell.explain.required", schema.type()) : schema.type();
  }
}
