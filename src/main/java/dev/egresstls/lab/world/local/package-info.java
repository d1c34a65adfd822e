/**
 * This machine behind the ports: processes, DNS, downloads and the user's folders. dnsjava is used
 * only here, and only once a name is looked up.
 */
package dev.egresstls.lab.world.local;
