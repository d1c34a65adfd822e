/**
 * The tools of practice: kind and istioctl, simulated, and the downloads and names that they need.
 */
package dev.egresstls.lab.practice.tools;
