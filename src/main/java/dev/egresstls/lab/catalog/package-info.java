/**
 * Finds labs and reads them: YAML to {@link dev.egresstls.lab.lab.Lab}, with every mistake as file,
 * line and column. Of our own rooms, only this one and value know the YAML library.
 */
package dev.egresstls.lab.catalog;
