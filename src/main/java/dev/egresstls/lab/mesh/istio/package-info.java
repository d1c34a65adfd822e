/** Istio's versions, and how releases differ where this lab touches them, as data. */
package dev.egresstls.lab.mesh.istio;
