/**
 * The files of a lab as text: values with their places, names in braces, prose, and every mistake
 * where it stands.
 */
package dev.egresstls.lab.catalog.file;
