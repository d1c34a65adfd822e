/** The lab as a program: its entry. */
package dev.egresstls.lab;
