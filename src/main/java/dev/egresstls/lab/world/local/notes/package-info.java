/** Notes as files in the lab's state folder. */
package dev.egresstls.lab.world.local.notes;
