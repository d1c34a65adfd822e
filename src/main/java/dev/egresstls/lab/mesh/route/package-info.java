/**
 * VirtualServices of the mesh and HTTPRoutes for services: which rule takes a request or a
 * connection, and where it leads.
 */
package dev.egresstls.lab.mesh.route;
