package dev.egresstls.lab.practice.store;

/**
 * On what terms someone writes.
 *
 * @param manager the field manager
 * @param subresource {@code status}, {@code scale} or empty for the object itself
 * @param dryRun whether all is done but keeping the result
 */
public record Writing(String manager, String subresource, boolean dryRun) {
  /** A write of the object itself. */
  public static Writing by(String manager) {
    return new Writing(manager, "", false);
  }

  /** A write of the status. */
  public static Writing status(String manager) {
    return new Writing(manager, "status", false);
  }

  /** Whether only the status is written. */
  public boolean ofStatus() {
    return subresource.equals("status");
  }
}
