/**
 * JSON-shaped values that every room can hold: {@link dev.egresstls.lab.value.Tree}, their reading
 * and writing as JSON and YAML, and versions. The JSON and YAML libraries are used only here and,
 * for positions in lab files, in the catalog.
 */
package dev.egresstls.lab.value;
