/** curl as it runs in a pod: its options, its words, its exit codes. */
package dev.egresstls.lab.practice.dataplane.curl;
