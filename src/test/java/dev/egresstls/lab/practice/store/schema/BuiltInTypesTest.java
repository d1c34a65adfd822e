package dev.egresstls.lab.practice.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.egresstls.lab.practice.store.BuiltInKinds;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Yaml;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrArray;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrStringArray;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** The types of the built-in kinds are those of fabric8's model classes. */
class BuiltInTypesTest {
  private static final Path FILE = Path.of("src/main/resources", BuiltInTypes.FILE);

  private static final Map<Class<?>, String> PLAIN =
      Map.of(
          String.class, "s",
          Integer.class, "i",
          Long.class, "l",
          Boolean.class, "b",
          Double.class, "d",
          IntOrString.class, "x",
          Quantity.class, "q",
          MicroTime.class, "s",
          JSONSchemaPropsOrBool.class, "o",
          JSONSchemaPropsOrStringArray.class, "o");

  private final Map<Class<?>, String> names = new TreeMap<>(Comparator.comparing(Class::getName));
  private final Deque<Class<?>> open = new ArrayDeque<>();

  @Test
  void the_resource_is_what_the_model_classes_say() throws Exception {
    List<String> kinds = new ArrayList<>();
    for (Served served : BuiltInKinds.all()) {
      ResourceType type = served.type();
      Class<?> model = model(type.apiVersion(), type.kind());
      kinds.add("= " + type.apiVersion() + " " + type.kind() + " " + name(model));
    }
    List<String> types = new ArrayList<>();
    while (!open.isEmpty()) {
      Class<?> model = open.pop();
      String fields = fields(model).map(this::field).collect(Collectors.joining(" "));
      if (!fields.isEmpty()) {
        types.add(name(model) + " " + fields);
      }
    }
    types.sort(Comparator.naturalOrder());
    String text =
        Stream.concat(kinds.stream(), types.stream()).collect(Collectors.joining("\n", "", "\n"));
    if (Boolean.getBoolean("update")) {
      Files.writeString(FILE, text);
    }
    assertEquals(
        text, Files.readString(FILE), "to write it: -Dtest=BuiltInTypesTest -Dupdate=true");
  }

  private static Class<?> model(String apiVersion, String kind) throws Exception {
    String group = apiVersion.contains("/") ? apiVersion.replaceAll("\\..*|/.*", "") : "";
    List<String> places =
        List.of(
            "",
            group + ".",
            group + ".v1.",
            group + ".v2.",
            apiVersion.startsWith("rbac") ? "rbac." : "");
    for (String place : places) {
      if (place.isEmpty() && !group.isEmpty()) {
        continue;
      }
      try {
        return Class.forName("io.fabric8.kubernetes.api.model." + place + kind);
      } catch (ClassNotFoundException e) {
        continue;
      }
    }
    throw new AssertionError("no model class of " + apiVersion + " " + kind);
  }

  private static Stream<Field> fields(Class<?> model) {
    return Arrays.stream(model.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(JsonProperty.class));
  }

  private String field(Field field) {
    return field.getAnnotation(JsonProperty.class).value() + ":" + code(field.getGenericType());
  }

  private String code(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      boolean map = Map.class.isAssignableFrom((Class<?>) generic.getRawType());
      Type element = of[of.length - 1];
      // A list of lists, or a map of them, is checked no deeper.
      String code = element instanceof Class<?> ? code(element) : "o";
      return (map ? "{" : "[") + code;
    }
    Class<?> one = (Class<?>) type;
    if (one == JSONSchemaPropsOrArray.class) {
      // Kubernetes refuses a list of schemas there.
      return name(JSONSchemaProps.class);
    }
    if (PLAIN.containsKey(one)) {
      return PLAIN.get(one);
    }
    boolean model = fields(one).findAny().isPresent();
    if (model && readsItsOwnWay(one)) {
      throw new AssertionError(one + " is not written as its fields are: give it a code");
    }
    return model
        ? name(one)
        : one.isEnum() ? "s" : one.getSimpleName().endsWith("Time") ? "s" : "o";
  }

  /** Whether a model is read from JSON by code of its own, so that its fields say nothing. */
  private static boolean readsItsOwnWay(Class<?> model) {
    JsonDeserialize read = model.getAnnotation(JsonDeserialize.class);
    return read != null && read.using() != ValueDeserializer.None.class;
  }

  /** Its simple name; of two types with one, the second has its package's name, too. */
  private String name(Class<?> model) {
    return names.computeIfAbsent(
        model,
        fresh -> {
          open.add(fresh);
          String simple = fresh.getSimpleName();
          String[] place = fresh.getPackageName().split("\\.");
          return names.containsValue(simple) ? simple + "_" + place[place.length - 2] : simple;
        });
  }

  @Test
  void only_what_exists_is_described() {
    for (String field : BuiltInTypes.described()) {
      String[] words = field.split("\\.");
      assertTrue(
          words.length == 1
              ? !BuiltInTypes.fields(field).isEmpty()
              : BuiltInTypes.has(words[0], words[1]),
          field);
    }
  }

  private static BuiltInDecoding decoded(String yaml) {
    var object = Yaml.read(yaml);
    String type =
        BuiltInTypes.of(object.get("apiVersion").text(""), object.get("kind").text(""))
            .orElseThrow();
    return BuiltInDecoding.of(type, "v1", object);
  }

  @Test
  void a_field_that_a_kind_does_not_have_is_named_with_its_path() {
    assertEquals(
        List.of("spec.clusterIp", "spec.ports[1].prot"),
        decoded(
                "{apiVersion: v1, kind: Service, metadata: {name: a, labels: {x: y}}, spec:"
                    + " {clusterIp: None, ports: [{port: 1}, {prot: 2}]}}")
            .unknown());
    assertEquals(
        List.of("spec.template.spec.containers[0].imag"),
        decoded(
                "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers:"
                    + " [{name: a, imag: b}]}}}}")
            .unknown());
  }

  @Test
  void a_value_of_another_type_is_told_as_go_does() {
    Map<String, String> wrong =
        Map.of(
            "spec: {ports: [{port: many}]}",
            "string into Go struct field ServicePort.spec.ports.port of type int32",
            "spec: {ports: {port: 1}}",
            "object into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort",
            "spec: {clusterIP: 7}",
            "number into Go struct field ServiceSpec.spec.clusterIP of type string",
            "metadata: {labels: {a: true}}",
            "bool into Go struct field ObjectMeta.metadata.labels of type string",
            "spec: none",
            "string into Go struct field Service.spec of type v1.ServiceSpec");
    wrong.forEach(
        (yaml, told) ->
            assertEquals(
                Optional.of("json: cannot unmarshal " + told),
                decoded("{apiVersion: v1, kind: Service, " + yaml + "}").mismatch()));
    assertEquals(
        Optional.empty(),
        decoded(
                "{apiVersion: v1, kind: Service, spec: {ports: [{port: 1, targetPort: https},"
                    + " {port: 2, targetPort: 3}], selector: null}}")
            .mismatch());
  }
}
