package dev.egresstls.lab.practice.api.access;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows callers by their tokens, lets them do what roles allow, and answers what they ask about
 * that.
 */
public final class AccessControl {
  private static final String APPLY = "application/apply-patch+yaml";
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration LEAST = Duration.ofMinutes(10);

  private final ObjectStore store;
  private final Tokens tokens;
  private final Roles roles;

  /**
   * That of one server.
   *
   * @param admin the token of whoever may do everything
   */
  public AccessControl(ObjectStore store, String admin) {
    this.store = store;
    this.tokens = new Tokens(store, admin, Clock.SYSTEM);
    this.roles = new Roles(store);
  }

  /** Who bears a token; empty if nobody does. */
  public Optional<Caller> caller(String token) {
    return tokens.caller(token);
  }

  /**
   * Who a request is from in the end: an administrator may act as somebody else.
   *
   * @throws ApiError 403 if somebody else tries to
   */
  public Caller acting(Caller caller, IncomingRequest call) {
    String as = call.header("impersonate-user");
    if (as.isEmpty()) {
      return caller;
    }
    require(caller, new Attributes("impersonate", "", "users", "", "", as, ""));
    List<String> groups =
        Arrays.stream(call.header("impersonate-group").split(","))
            .filter(one -> !one.isBlank())
            .toList();
    return Caller.named(as, groups);
  }

  /**
   * Refuses what the caller may not do.
   *
   * @throws ApiError 403
   */
  public void check(Caller caller, IncomingRequest call) {
    if (caller.isMaster()) {
      return;
    }
    Attributes asked = Attributes.of(call);
    require(caller, asked);
    if (call.contentType().equals(APPLY) && asked.subresource().isEmpty() && isNew(asked)) {
      require(caller, asked.creating());
    }
  }

  private void require(Caller caller, Attributes asked) {
    if (!roles.allow(caller, asked)) {
      Tree details = Tree.object("name", asked.name(), "kind", asked.resource());
      throw new ApiError(
          403,
          "Forbidden",
          asked.refusal(caller),
          asked.group().isEmpty() ? details : details.with("group", asked.group()));
    }
  }

  /** Applying what is not there creates it. */
  private boolean isNew(Attributes asked) {
    String key =
        asked.group().isEmpty() ? asked.resource() : asked.resource() + "." + asked.group();
    String namespace = asked.resource().equals("namespaces") ? "" : asked.namespace();
    return store.get(key, namespace, asked.name()).isEmpty();
  }

  /** The answer to a review or to a request for a token; empty if the path is neither. */
  public Optional<ApiResponse> answer(Caller caller, IncomingRequest call) {
    List<String> parts = call.parts();
    if (!call.method().equals("POST")) {
      return Optional.empty();
    }
    Tree status = Tree.MISSING;
    if (parts.size() == 4 && parts.get(0).equals("apis")) {
      status = review(caller, parts.get(3), call);
    } else if (parts.size() == 7
        && parts.get(4).equals("serviceaccounts")
        && parts.get(6).equals("token")) {
      status = token(parts.get(3), parts.get(5), call.object());
    }
    return status.isMissing()
        ? Optional.empty()
        : Optional.of(ApiResponse.created(call.object().with("status", status)));
  }

  private Tree review(Caller caller, String kind, IncomingRequest call) {
    return switch (kind) {
      case "selfsubjectaccessreviews" -> allowed(caller, call.object().get("spec"));
      case "subjectaccessreviews" -> ofOther(call.object().get("spec"));
      case "selfsubjectrulesreviews" -> rules(caller, call.object().at("spec.namespace").text(""));
      case "selfsubjectreviews" ->
          Tree.object("userInfo", Map.of("username", caller.name(), "groups", caller.groups()));
      default -> Tree.MISSING;
    };
  }

  private Tree allowed(Caller caller, Tree spec) {
    return Tree.object("allowed", roles.allow(caller, Attributes.of(spec)));
  }

  private Tree ofOther(Tree spec) {
    return allowed(Caller.named(spec.get("user").text(""), spec.get("groups").texts()), spec);
  }

  private Tree rules(Caller caller, String namespace) {
    List<String> paths = List.of(caller.isMaster() ? "*" : "get");
    return Tree.object(
        "incomplete",
        false,
        "resourceRules",
        roles.rules(caller, namespace),
        "nonResourceRules",
        List.of(Map.of("verbs", paths, "nonResourceURLs", List.of("*"))));
  }

  private Tree token(String namespace, String name, Tree request) {
    Tree account =
        store.read(store.served("", "v1", "serviceaccounts").orElseThrow(), namespace, name);
    long seconds = request.at("spec.expirationSeconds").number(USUAL.toSeconds());
    if (seconds < LEAST.toSeconds()) {
      throw new ApiError(
          422,
          "Invalid",
          "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid"
              + " value: "
              + seconds
              + ": may not specify a duration less than 10 minutes",
          Tree.object());
    }
    return tokens.issue(account, Duration.ofSeconds(seconds));
  }
}
