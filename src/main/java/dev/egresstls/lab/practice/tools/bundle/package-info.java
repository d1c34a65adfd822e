/**
 * The Gateway API's bundles in short definitions of our own: the same names, versions, annotations
 * and rules as the real ones, without their schemas for kinds that the lab does not use.
 */
package dev.egresstls.lab.practice.tools.bundle;
