/**
 * Every sentence that a learner reads and that does not stand in a lab's prose: one bundle of texts
 * by key, ready for translation.
 */
package dev.egresstls.lab.message;
