/**
 * What-ifs and questions: deliberate wrong ways with their changes, their requests, and what is
 * expected of them; and what a learner is asked to guess. Values only.
 */
package dev.egresstls.lab.lab.whatif;
