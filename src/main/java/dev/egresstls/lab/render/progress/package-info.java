/**
 * What goes on while a step is done: rows that change on a terminal, now and then a line elsewhere.
 */
package dev.egresstls.lab.render.progress;
