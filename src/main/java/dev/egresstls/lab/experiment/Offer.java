package dev.egresstls.lab.experiment;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.WhatIf;
import java.util.Objects;
import java.util.Optional;

/**
 * A what-if, and where it can be shown.
 *
 * @param scratch the version of Istio of the practice cluster that is made for it; empty for the
 *     cluster at hand
 * @param whyNot why it cannot be shown here now
 * @param because why it is not shown on the cluster at hand, though that could show it
 */
public record Offer(
    WhatIf whatIf, Optional<String> scratch, Optional<Problem> whyNot, Optional<String> because) {
  public Offer {
    Objects.requireNonNull(whatIf);
    Objects.requireNonNull(scratch);
    Objects.requireNonNull(whyNot);
    Objects.requireNonNull(because);
  }

  private Offer(WhatIf whatIf, Optional<String> scratch, Optional<Problem> whyNot) {
    this(whatIf, scratch, whyNot, Optional.empty());
  }

  /** The same what-if on a practice cluster of its own. */
  public Offer onScratch(String istio) {
    return onScratch(whatIf, whatIf.requires().scratch().orElse(istio));
  }

  static Offer here(WhatIf whatIf) {
    return new Offer(whatIf, Optional.empty(), Optional.empty());
  }

  static Offer onScratch(WhatIf whatIf, String istio) {
    return new Offer(whatIf, Optional.of(istio), Optional.empty());
  }

  static Offer apart(WhatIf whatIf, String istio, String because) {
    return new Offer(whatIf, Optional.of(istio), Optional.empty(), Optional.of(because));
  }

  static Offer not(WhatIf whatIf, Problem why) {
    return new Offer(whatIf, Optional.empty(), Optional.of(why));
  }
}
