/** The structural schemas of custom resources: validation, defaults, pruning, and CEL rules. */
package dev.egresstls.lab.practice.store.schema;
