/** Events in sentences, for whoever listens to the terminal instead of looking at it. */
package dev.egresstls.lab.render.speech;
