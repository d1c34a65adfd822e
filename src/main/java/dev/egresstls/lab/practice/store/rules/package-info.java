/** What a real API server refuses in built-in kinds, as far as the lab can meet it. */
package dev.egresstls.lab.practice.store.rules;
