/** Markdown as lines for a terminal; the Markdown parser is used only here. */
package dev.egresstls.lab.render.prose;
