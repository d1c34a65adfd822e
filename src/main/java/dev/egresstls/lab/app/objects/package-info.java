/**
 * What is shown of the cluster's own objects: as a table, as YAML or JSON, described, explained,
 * and what their pods logged.
 */
package dev.egresstls.lab.app.objects;
