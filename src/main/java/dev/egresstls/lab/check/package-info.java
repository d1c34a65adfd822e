/**
 * Checks: {@link dev.egresstls.lab.check.Judge} compares what a check expects with what was seen,
 * as a pure function; {@link dev.egresstls.lab.check.ClusterWatcher} sees, and waits by watching.
 */
package dev.egresstls.lab.check;
