/** The report of a session: kept as one document, and written as Markdown or HTML. */
package dev.egresstls.lab.app.report;
