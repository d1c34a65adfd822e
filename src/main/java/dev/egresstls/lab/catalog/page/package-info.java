/** The fenced blocks of a lab's prose, and where they are in its files. */
package dev.egresstls.lab.catalog.page;
