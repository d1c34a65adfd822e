/**
 * Styled text before and after it is laid out: lines of spans, each with a {@link
 * dev.egresstls.lab.render.text.Role}, and the {@link dev.egresstls.lab.render.text.Theme} that
 * alone knows colours and signs. Widths are counted in terminal columns.
 */
package dev.egresstls.lab.render.text;
