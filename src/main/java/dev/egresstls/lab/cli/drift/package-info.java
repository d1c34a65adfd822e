/** The command {@code drift}: how the cluster differs from what it was before the lab. */
package dev.egresstls.lab.cli.drift;
