/** A folder with everything that a class needs without internet, and a server for it. */
package dev.egresstls.lab.bundle;
