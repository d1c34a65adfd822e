/** What the API says of itself: groups, resources, versions, schemas, and that all is allowed. */
package dev.egresstls.lab.practice.api.discovery;
