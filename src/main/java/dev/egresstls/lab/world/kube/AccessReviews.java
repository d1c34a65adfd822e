package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiOperation;
import dev.egresstls.lab.world.kube.rest.ApiRequest;
import dev.egresstls.lab.world.kube.rest.ServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Asks what the user may do, by SelfSubjectAccessReviews; they are answered and not kept. */
final class AccessReviews {
  private static final String RESOURCE = "selfsubjectaccessreviews";
  private static final String PATH = "/apis/authorization.k8s.io/v1/" + RESOURCE;
  private static final ApiOperation ASKING = new ApiOperation("create " + RESOURCE);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** So many at the same time: each may need a connection of its own. */
  private static final int LANES = 6;

  private final ApiClient server;

  AccessReviews(ApiClient server) {
    this.server = server;
  }

  Map<Access, Boolean> ask(List<Access> questions) {
    Map<Access, Boolean> answers = new ConcurrentHashMap<>();
    List<CompletableFuture<?>> lanes = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      CompletableFuture<?> end = CompletableFuture.completedFuture(null);
      for (int i = lane; i < questions.size(); i += LANES) {
        Access question = questions.get(i);
        end = end.thenCompose(done -> asked(question, answers));
      }
      lanes.add(end);
    }
    lanes.forEach(CompletableFuture::join);
    return answers;
  }

  private CompletableFuture<Void> asked(Access question, Map<Access, Boolean> answers) {
    ApiRequest call = ApiRequest.post(PATH, Json.write(review(question)), ASKING);
    return server
        .sendAsync(call.within(PATIENCE))
        .handle(
            (answer, e) -> {
              if (answer != null && answer.ok() && status(answer).get("allowed").isPresent()) {
                answers.put(question, status(answer).get("allowed").isTrue());
              }
              return null;
            });
  }

  private static Tree status(ServerResponse answer) {
    return answer.tree().get("status");
  }

  private static Tree review(Access question) {
    String[] parts = question.resource().split("/", 2);
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("verb", question.verb());
    attributes.put("group", question.group());
    attributes.put("resource", parts[0]);
    if (parts.length > 1) {
      attributes.put("subresource", parts[1]);
    }
    question.namespace().ifPresent(namespace -> attributes.put("namespace", namespace));
    return Tree.object(
        "apiVersion",
        "authorization.k8s.io/v1",
        "kind",
        "SelfSubjectAccessReview",
        "spec",
        Tree.object("resourceAttributes", attributes));
  }
}
