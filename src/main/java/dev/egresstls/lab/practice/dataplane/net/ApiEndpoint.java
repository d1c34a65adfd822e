package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.practice.controlplane.PracticeNode;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cluster's API server as pods meet it: nobody there bears a token that it knows. */
final class ApiEndpoint {
  private static final int PORT = 6443;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private static final Pattern RESOURCE =
      Pattern.compile(
          "/api(s/(?<group>[^/]+))?/[^/]+(/namespaces/(?<namespace>[^/]+))?/(?<kind>[^/]+)"
              + "(/(?<name>[^/]+))?");

  /** The names in its certificate. */
  static final List<String> NAMES =
      List.of(
          "kind-control-plane",
          "kubernetes",
          "kubernetes.default",
          "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local",
          "localhost",
          "10.96.0.1",
          PracticeNode.ADDRESS);

  /** What the path model is to know of it: the CA is the cluster's own. */
  static final StatedOrigin KNOWN =
      new StatedOrigin(
          PracticeNode.ADDRESS,
          Optional.of(PORT),
          Optional.of(NAMES),
          Optional.of(StatedOrigin.Plain.BAD_REQUEST),
          Optional.of(false),
          Optional.of("kube-system/kube-root-ca.crt"));

  private ApiEndpoint() {}

  /** Whether it is at the end of a way. */
  static boolean isAt(String addressAndPort) {
    return addressAndPort.equals(PracticeNode.ADDRESS + ":" + PORT);
  }

  /** Its answer to a client without a certificate. */
  static Response answer(Request request, boolean tls, Instant now) {
    if (!tls) {
      String sentence = "Client sent an HTTP request to an HTTPS server.\n";
      return new Response(BAD_REQUEST, "Bad Request", List.of(), sentence);
    }
    String path = request.target().replaceFirst("\\?.*", "");
    if (!request.header("Authorization").isEmpty()) {
      return json(UNAUTHORIZED, "Unauthorized", status("Unauthorized", UNAUTHORIZED, ""), now);
    }
    if (List.of("/healthz", "/livez", "/readyz").contains(path)) {
      return text(OK, "OK", "text/plain; charset=utf-8", "ok", now);
    }
    if (path.equals("/version")) {
      String[] minor = PracticeNode.MINOR.split("\\.");
      Tree version =
          Tree.object(
              "major",
              minor[0],
              "minor",
              minor[1],
              "gitVersion",
              PracticeNode.VERSION + "+practice");
      return json(OK, "OK", version, now);
    }
    Tree refusal = status("Forbidden", FORBIDDEN, why(request, path));
    return json(FORBIDDEN, "Forbidden", refusal.with("details", details(path)), now);
  }

  private static Tree details(String path) {
    Matcher at = RESOURCE.matcher(path);
    Tree details = Tree.object();
    if (at.matches()) {
      for (String field : List.of("name", "group", "kind")) {
        String value = at.group(field);
        details = value == null ? details : details.with(field, value);
      }
    }
    return details;
  }

  private static String why(Request request, String path) {
    Matcher at = RESOURCE.matcher(path);
    boolean named = at.matches() && at.group("name") != null;
    String verb = verb(request.method(), at.matches() && !named);
    if (!at.matches()) {
      return "forbidden: User \"system:anonymous\" cannot " + verb + " path \"" + path + "\"";
    }
    String group = at.group("group") == null ? "" : at.group("group");
    String kind = at.group("kind") + (group.isEmpty() ? "" : "." + group);
    String home = at.group("kind").equals("namespaces") ? at.group("name") : at.group("namespace");
    String scope = home == null ? "at the cluster scope" : "in the namespace \"" + home + "\"";
    return kind
        + (named ? " \"" + at.group("name") + "\"" : "")
        + " is forbidden: User \"system:anonymous\" cannot "
        + verb
        + " resource \""
        + at.group("kind")
        + "\" in API group \""
        + group
        + "\" "
        + scope;
  }

  private static String verb(String method, boolean list) {
    return switch (method) {
      case "GET", "HEAD" -> list ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "DELETE" -> list ? "deletecollection" : "delete";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }

  private static Tree status(String reason, int code, String message) {
    return Tree.object(
        "kind",
        "Status",
        "apiVersion",
        "v1",
        "metadata",
        Tree.object(),
        "status",
        "Failure",
        "message",
        message.isEmpty() ? reason : message,
        "reason",
        reason,
        "details",
        Tree.object(),
        "code",
        code);
  }

  private static Response json(int code, String reason, Tree body, Instant now) {
    return text(code, reason, "application/json", Json.pretty(body.raw()), now);
  }

  private static Response text(int code, String reason, String type, String body, Instant now) {
    List<String> headers = new ArrayList<>();
    headers.add("Cache-Control: no-cache, private");
    headers.add("Content-Type: " + type);
    headers.add("X-Content-Type-Options: nosniff");
    headers.add("Date: " + Origin.date(now));
    headers.add("Content-Length: " + body.length());
    return new Response(code, reason, headers, body);
  }
}
