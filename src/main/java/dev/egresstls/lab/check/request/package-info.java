/** Requests that the lab sends from a pod, and how they went beside how they should have gone. */
package dev.egresstls.lab.check.request;
