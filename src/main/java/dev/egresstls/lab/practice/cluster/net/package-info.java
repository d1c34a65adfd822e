/** Services and namespaces: the EndpointSlices of selectors, and what each namespace is given. */
package dev.egresstls.lab.practice.cluster.net;
