/** What a run without a prompt puts out: lines while it goes on, or one JSON object at its end. */
package dev.egresstls.lab.cli.report;
