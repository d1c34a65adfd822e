/** What a real API server refuses in kinds that are neither Services nor run anything. */
package dev.egresstls.lab.practice.store.rules.kinds;
