/** The use cases that only look, each with a page for people and a document for programs. */
package dev.egresstls.lab.app.query;
