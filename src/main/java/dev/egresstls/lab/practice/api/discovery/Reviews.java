package dev.egresstls.lab.practice.api.discovery;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers who the client is and what it may do: everything, since it knows the token. */
public final class Reviews {
  private static final String USER = "kubernetes-admin";

  private Reviews() {}

  /** The answer to a POST of a review; empty if the path is none. */
  public static Optional<ApiResponse> answer(IncomingRequest call, List<String> parts) {
    if (!call.method().equals("POST") || parts.size() != 4 || !parts.get(0).equals("apis")) {
      return Optional.empty();
    }
    Tree status =
        switch (parts.get(3)) {
          case "selfsubjectaccessreviews", "subjectaccessreviews" -> Tree.object("allowed", true);
          case "selfsubjectrulesreviews" -> rules();
          case "selfsubjectreviews" ->
              Tree.object(
                  "userInfo", Map.of("username", USER, "groups", List.of("system:masters")));
          default -> Tree.MISSING;
        };
    return status.isMissing()
        ? Optional.empty()
        : Optional.of(ApiResponse.created(call.object().with("status", status)));
  }

  private static Tree rules() {
    List<String> all = List.of("*");
    return Tree.object(
        "incomplete", false,
        "resourceRules", List.of(Map.of("verbs", all, "apiGroups", all, "resources", all)),
        "nonResourceRules", List.of(Map.of("verbs", all, "nonResourceURLs", all)));
  }
}
