/** TLS with a server that is called otherwise than its address says. */
package dev.egresstls.lab.world.kube.config.tls;
