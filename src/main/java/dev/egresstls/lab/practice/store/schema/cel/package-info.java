/** A small reader and evaluator of CEL, the language of {@code x-kubernetes-validations}. */
package dev.egresstls.lab.practice.store.schema.cel;
