/**
 * What a lab is: its tracks, variables, steps, actions and checks, and the {@link
 * dev.egresstls.lab.lab.Problem} that every room reports failures as. Values only.
 */
package dev.egresstls.lab.lab;
