/**
 * Opens what a user chose: live, kind or practice, on which track, with what values; and says why
 * it is practice where nobody asked for it.
 */
package dev.egresstls.lab.app.launch;
