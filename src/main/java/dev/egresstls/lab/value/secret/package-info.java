/** Finds what looks like a secret in texts and in objects, and takes it out. Pure. */
package dev.egresstls.lab.value.secret;
