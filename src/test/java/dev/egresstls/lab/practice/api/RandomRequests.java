package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests as nobody would send them: each is a real one in which something was changed. */
final class RandomRequests {
  private static final List<String> METHODS =
      List.of("GET", "GET", "POST", "POST", "PUT", "PATCH", "PATCH", "DELETE", "HEAD", "BREW");

  private static final List<String> LIKELY =
      List.of("GET", "POST", "POST", "PUT", "PUT", "PATCH", "PATCH", "PATCH", "DELETE");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/yaml",
          "application/merge-patch+json",
          "application/json-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml",
          "application/vnd.kubernetes.protobuf",
          "text/plain",
          "");

  private static final List<String> ACCEPTS =
      List.of(
          "",
          "*/*",
          "application/json;as=Table;v=v1;g=meta.k8s.io,application/json",
          "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
          "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
          "application/vnd.kubernetes.protobuf",
          "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
          ",;=");

  private static final List<String> QUERIES =
      List.of(
          "labelSelector=a%20in%20(b,c)",
          "labelSelector=!(",
          "fieldSelector=metadata.name=a",
          "fieldSelector=%00",
          "limit=1",
          "limit=-1",
          "limit=1&continue=eyJ2IjoibWV0YSJ9",
          "continue=%ff",
          "resourceVersion=0",
          "resourceVersion=99999999999999999999",
          "watch=1&timeoutSeconds=1&resourceVersion=1",
          "dryRun=All",
          "dryRun=foo",
          "fieldManager=x&force=true",
          "fieldManager=" + "x".repeat(200),
          "fieldValidation=Strict",
          "fieldValidation=foo",
          "propagationPolicy=Foreground",
          "gracePeriodSeconds=-5",
          "container=curl&tailLines=-1",
          "tailLines=3&limitBytes=0",
          "sinceTime=yesterday",
          "command=curl&container=curl",
          "ports=0",
          "pretty=true&%",
          "");

  private static final List<String> SUBRESOURCES =
      List.of("", "", "", "", "/status", "/scale", "/log", "/exec", "/portforward", "/finalize");

  private static final List<String> NAMES =
      List.of("a", "b", "c", "default", "kube-system", "Wrong_Name", "..", "%2e%2e", "%ff", "");

  private static final List<Object> VALUES =
      List.of(
          "",
          "x",
          "two",
          "zzz",
          "100m",
          -1L,
          0L,
          1L,
          99_999L,
          Long.MAX_VALUE,
          1.5,
          true,
          false,
          Map.of(),
          List.of(),
          List.of(1L, "a"),
          Map.of("a", "b"),
          "%$(",
          "\u0000",
          "é".repeat(300));

  private final Random random;
  private final List<String> collections;
  private final List<Tree> objects;
  private final List<byte[]> protobufs;

  /**
   * The requests of a seed.
   *
   * @param objects real objects
   * @param protobufs real bodies
   */
  RandomRequests(long seed, List<String> collections, List<Tree> objects, List<byte[]> protobufs) {
    this.random = new Random(seed);
    this.collections = collections;
    this.objects = objects;
    this.protobufs = protobufs;
  }

  /** One request; the path is as it goes along the wire. */
  record Sent(String method, String path, String type, String accept, byte[] body) {
    @Override
    public String toString() {
      String text = new String(body, StandardCharsets.UTF_8);
      return method + " " + path + " " + type + " (" + accept + ") " + text;
    }
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  Sent next() {
    return random.nextInt(10) < 7 ? likely() : wild();
  }

  /** The method, the path and the type that go with an object, of which something was changed. */
  private Sent likely() {
    Tree object = one(objects);
    String path = object.get("at").text("");
    String method = one(LIKELY);
    String type = method.equals("PATCH") ? one(TYPES.subList(2, 6)) : one(TYPES.subList(0, 2));
    if (!method.equals("POST") && !path.endsWith("/scale")) {
      String name = random.nextInt(3) > 0 ? object.at("metadata.name").text("a") : one(NAMES);
      path += "/" + name + one(SUBRESOURCES);
    }
    byte[] body =
        type.contains("json-patch")
            ? body(type)
            : bytes(Json.write(Tree.of(mutated(object.without("at").raw(), 0))));
    String query = random.nextInt(3) > 0 ? "fieldManager=f" : one(QUERIES);
    String accept = random.nextInt(6) > 0 ? "*/*" : one(ACCEPTS);
    boolean bare = method.equals("GET");
    return new Sent(method, path + "?" + query, type, accept, bare ? new byte[0] : body);
  }

  /** Anything with anything. */
  private Sent wild() {
    String path = one(collections);
    if (random.nextInt(3) > 0) {
      path += "/" + one(NAMES) + one(SUBRESOURCES);
    }
    if (random.nextInt(20) == 0) {
      path = path.substring(0, random.nextInt(path.length()) + 1);
    }
    String query = one(QUERIES);
    String type = one(TYPES);
    String method = one(METHODS);
    boolean bare = method.equals("GET") || method.equals("HEAD");
    byte[] body = bare && random.nextInt(10) > 0 ? new byte[0] : body(type);
    return new Sent(method, query.isEmpty() ? path : path + "?" + query, type, one(ACCEPTS), body);
  }

  private byte[] body(String type) {
    if (type.contains("protobuf")) {
      return damaged(one(protobufs));
    }
    if (type.contains("json-patch")) {
      return bytes(Json.write(Tree.of(patch())));
    }
    String text = Json.write(Tree.of(mutated(one(objects).without("at").raw(), 3)));
    return random.nextInt(15) == 0 ? damaged(bytes(text)) : bytes(text);
  }

  private List<Object> patch() {
    List<Object> operations = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Map<String, Object> operation = new LinkedHashMap<>();
      operation.put("op", one(List.of("add", "remove", "replace", "move", "copy", "test", "x")));
      operation.put(
          "path",
          one(List.of("", "/", "/metadata/labels/a", "/spec", "/data/k", "/spec/ports/-", "x/~9")));
      operation.put("from", one(List.of("/spec", "/metadata", "/nowhere")));
      operation.put("value", one(VALUES));
      operations.add(operation);
    }
    return operations;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] damaged(byte[] whole) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))
        : bytes;
  }

  /** The value with some of what it holds changed. */
  private Object mutated(Object value, int chance) {
    if (random.nextInt(30) < chance) {
      return random.nextInt(6) == 0 ? null : one(VALUES);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> changed = new LinkedHashMap<>();
      map.forEach(
          (key, held) -> {
            if (random.nextInt(20) > 0) {
              String name = random.nextInt(40) == 0 ? key + "x" : (String) key;
              changed.put(name, mutated(held, 1));
            }
          });
      return changed;
    }
    if (value instanceof List<?> list) {
      List<Object> changed = new ArrayList<>();
      list.forEach(held -> changed.add(mutated(held, 1)));
      return changed;
    }
    return value;
  }
}
