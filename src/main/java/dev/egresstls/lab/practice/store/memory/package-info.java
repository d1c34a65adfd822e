/** Where the objects are, their history, and the listeners of their changes. */
package dev.egresstls.lab.practice.store.memory;
