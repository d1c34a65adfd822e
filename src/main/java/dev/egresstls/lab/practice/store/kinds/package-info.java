/** The built-in kinds, and those that CustomResourceDefinitions add. */
package dev.egresstls.lab.practice.store.kinds;
