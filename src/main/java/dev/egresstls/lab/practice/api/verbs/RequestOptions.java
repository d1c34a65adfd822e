package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses parameters that mean nothing (apimachinery pkg/apis/meta/v1/validation and
 * pkg/apis/meta/internalversion/validation @1.33).
 */
public final class RequestOptions {
  private static final List<String> VALIDATIONS = List.of("", "Ignore", "Strict", "Warn");
  private static final List<String> MATCHES = List.of("Exact", "NotOlderThan", "");
  private static final List<String> PROPAGATIONS = List.of("Foreground", "Background", "Orphan");
  private static final int LONGEST_MANAGER = 128;

  private RequestOptions() {}

  /**
   * Looks at the parameters of a write.
   *
   * @throws ApiError 422
   */
  static void checkWrite(IncomingRequest call, String options) {
    List<FieldError> errors = new ArrayList<>();
    boolean applies = call.contentType().startsWith("application/apply-patch");
    if (options.equals("PatchOptions") && !applies && call.parameter("force").isPresent()) {
      errors.add(FieldError.forbidden("force", "may not be specified for non-apply patch"));
    }
    String manager = call.parameter("fieldManager").orElse("");
    if (manager.length() > LONGEST_MANAGER) {
      errors.add(FieldError.tooLong("fieldManager", LONGEST_MANAGER));
    }
    if (manager.chars().anyMatch(Character::isISOControl)) {
      String rule = "should only contain printable characters";
      errors.add(FieldError.invalid("fieldManager", manager, rule));
    }
    dryRun(call, errors);
    String validation = call.parameter("fieldValidation").orElse("");
    if (!VALIDATIONS.contains(validation)) {
      errors.add(FieldError.unsupported("fieldValidation", validation, VALIDATIONS));
    }
    refuse(options, errors);
  }

  private static void dryRun(IncomingRequest call, List<FieldError> errors) {
    List<String> all = call.query().getOrDefault("dryRun", List.of());
    if (!Set.of("", "All").containsAll(all)) {
      String shown = all.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(", "));
      String message = "Unsupported value: []string{" + shown + "}: supported values: \"All\"";
      errors.add(new FieldError("dryRun", "FieldValueNotSupported", message));
    }
  }

  private static void refuse(String options, List<FieldError> errors) {
    if (!errors.isEmpty()) {
      ApiError error = Refusals.invalidOptions(options, errors);
      throw error;
    }
  }

  /**
   * Looks at how an object is to be deleted.
   *
   * @param options those of the body
   * @throws ApiError 400 or 422
   */
  static void checkDeletion(IncomingRequest call, Tree options) {
    number(call, "gracePeriodSeconds");
    String kind = options.get("kind").text("DeleteOptions");
    if (!kind.equals("DeleteOptions")) {
      throw Refusals.badRequest("the body of the request is a " + kind + ", not DeleteOptions");
    }
    List<FieldError> errors = new ArrayList<>();
    dryRun(call, errors);
    String asked = call.parameter("propagationPolicy").orElse("");
    String policy = call.body().length == 0 ? asked : options.get("propagationPolicy").text("");
    if (!policy.isEmpty() && !PROPAGATIONS.contains(policy)) {
      List<String> all = new ArrayList<>(PROPAGATIONS);
      all.add("nil");
      errors.add(FieldError.unsupported("propagationPolicy", policy, all));
    } else if (!policy.isEmpty() && options.get("orphanDependents").isPresent()) {
      String rule = "orphanDependents and deletionPropagation cannot be both set";
      errors.add(FieldError.invalid("propagationPolicy", policy, rule));
    }
    refuse("DeleteOptions", errors);
  }

  private static void number(IncomingRequest call, String name) {
    String text = call.parameter(name).orElse("");
    if (!text.matches("(-?[0-9]{1,18})?")) {
      throw Refusals.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
    }
  }

  /**
   * Looks at which objects, from when and how many.
   *
   * @param newest the newest resourceVersion
   * @throws ApiError 400, 422 or 504
   */
  public static void checkList(IncomingRequest call, long newest) {
    number(call, "limit");
    number(call, "timeoutSeconds");
    boolean watch = call.says("watch");
    String version = call.parameter("resourceVersion").orElse("");
    String match = call.parameter("resourceVersionMatch").orElse("");
    boolean initial = call.parameter("sendInitialEvents").isPresent();
    List<FieldError> errors = new ArrayList<>();
    if (!match.isEmpty() && watch && !initial) {
      String rule =
          "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided";
      errors.add(FieldError.forbidden("resourceVersionMatch", rule));
    } else if (!match.isEmpty() && version.isEmpty() && !watch) {
      String rule = "resourceVersionMatch is forbidden unless resourceVersion is provided";
      errors.add(FieldError.forbidden("resourceVersionMatch", rule));
    } else if (!MATCHES.contains(match)) {
      errors.add(FieldError.unsupported("resourceVersionMatch", match, MATCHES));
    } else if (match.equals("Exact") && version.equals("0")) {
      String rule = "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"";
      errors.add(FieldError.forbidden("resourceVersionMatch", rule));
    }
    if (initial && !match.equals("NotOlderThan")) {
      String rule = "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan";
      errors.add(FieldError.forbidden("resourceVersionMatch", rule));
    }
    refuse("ListOptions", errors);
    checkVersion(version, watch, newest);
  }

  private static void checkVersion(String version, boolean watch, long newest) {
    if (!version.matches("[0-9]{0,18}")) {
      String parse = "strconv.ParseUint: parsing \"" + version + "\": invalid syntax";
      throw Refusals.badRequest(
          "invalid resource version: resourceVersion: Invalid value: \""
              + version
              + "\": "
              + parse);
    }
    if (!watch && !version.isEmpty() && Long.parseLong(version) > newest) {
      String message = "Too large resource version: " + version + ", current: " + newest;
      throw new ApiError(504, "Timeout", "Timeout: " + message, Tree.object());
    }
  }
}
