/** What is kept of a session: its recording, what happened in it, and what must not be kept. */
package dev.egresstls.lab.shell.record;
