/** Labs from outside: where they come from, what they would do, and whether they are trusted. */
package dev.egresstls.lab.app.labs;
