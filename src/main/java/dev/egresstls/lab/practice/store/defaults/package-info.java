/** What a real API server fills in when an object leaves it out (Kubernetes 1.33). */
package dev.egresstls.lab.practice.store.defaults;
