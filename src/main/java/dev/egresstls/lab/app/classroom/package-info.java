/**
 * The trainer's use cases of a class: prepare it, watch it, speak to it, report on it, remove it.
 */
package dev.egresstls.lab.app.classroom;
