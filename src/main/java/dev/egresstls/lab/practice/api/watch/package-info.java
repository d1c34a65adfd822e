/** Watches: the changes of a collection, as they happen, to one client. */
package dev.egresstls.lab.practice.api.watch;
