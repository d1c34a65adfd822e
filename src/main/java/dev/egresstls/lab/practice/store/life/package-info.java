/** What a cluster does by itself: garbage, namespaces that end, and kinds that are established. */
package dev.egresstls.lab.practice.store.life;
