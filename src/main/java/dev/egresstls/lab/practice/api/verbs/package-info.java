/** What the API does with objects: reading, writing and deleting them. */
package dev.egresstls.lab.practice.api.verbs;
