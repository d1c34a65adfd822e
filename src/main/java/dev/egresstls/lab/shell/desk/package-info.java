/**
 * Where a learner types and reads: a terminal with line editing, a terminal without, or a pipe. The
 * terminal library's reader and terminal are used only here.
 */
package dev.egresstls.lab.shell.desk;
