/** All mistakes of a lab in a folder: also those with which it can be done. */
package dev.egresstls.lab.catalog.lint;
