/**
 * Who owns which field: field sets as {@code managedFields} keeps them, typed merging, and
 * server-side apply with its conflicts (structured-merge-diff v4, as Kubernetes 1.33 uses it).
 */
package dev.egresstls.lab.practice.store.fields;
