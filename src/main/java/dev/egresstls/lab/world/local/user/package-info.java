/** The shell of the user who runs this process. */
package dev.egresstls.lab.world.local.user;
