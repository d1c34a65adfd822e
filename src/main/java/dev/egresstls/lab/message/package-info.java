/**
 * Every sentence that a learner reads and that is not in a lab's prose: one bundle of texts by key,
 * ready for translation. And how the program reads the files that come with it.
 */
package dev.egresstls.lab.message;
