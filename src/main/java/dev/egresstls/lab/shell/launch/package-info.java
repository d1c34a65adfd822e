/** How a session opens: what can be said at once, and the world behind it that opens later. */
package dev.egresstls.lab.shell.launch;
