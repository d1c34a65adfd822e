package dev.egresstls.lab.event;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Optional;

/**
 * One difference between what a check expects and what it saw.
 *
 * @param subject what was looked at, such as {@code Service default/web}
 * @param path the field, such as {@code spec.clusterIP}; empty for the whole
 * @param expected what should stand there
 * @param saw what stands there, in one line
 * @param changedBy the field manager that last wrote the object, if that is known
 */
public record Gap(
    String subject, String path, String expected, String saw, Optional<String> changedBy) {
  /** {@code spec.clusterIP expected None, saw 10.96.12.4}. */
  public String sentence() {
    return path.isEmpty()
        ? say("event.gap.whole", expected, saw)
        : say("event.gap.field", path, expected, saw);
  }
}
