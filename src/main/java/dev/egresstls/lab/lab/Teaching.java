package dev.egresstls.lab.lab;

import java.util.Objects;
import java.util.Optional;

/**
 * What a learner who only presses Enter reads of a step.
 *
 * @param brief Markdown before the step: what will happen, and why it matters
 * @param then Markdown after it: what that changed for the packet; empty if its caveat says so
 * @param request asked before the lab's own request is sent, once before the step and once after
 *     it; empty if it is not sent around this step
 */
public record Teaching(String brief, Optional<String> then, Optional<PredictionQuestion> request) {
  public Teaching {
    Objects.requireNonNull(brief);
    Objects.requireNonNull(then);
    Objects.requireNonNull(request);
  }
}
