/** What doing a step, or applying a file, would change now. Changes nothing. */
package dev.egresstls.lab.engine.preview;
