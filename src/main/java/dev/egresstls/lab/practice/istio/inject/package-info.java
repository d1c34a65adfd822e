/** The sidecar injector: which pods get a sidecar, and what is added to them. */
package dev.egresstls.lab.practice.istio.inject;
