/** The way of an object into the store and out of it: identity, ownership, rules, deletion. */
package dev.egresstls.lab.practice.store.write;
