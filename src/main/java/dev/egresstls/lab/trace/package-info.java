/**
 * What is said of a way that the path model has followed: as a document for programs, as an ending
 * for people, and compared with another way. Pure: it reads values and asks nobody.
 */
package dev.egresstls.lab.trace;
