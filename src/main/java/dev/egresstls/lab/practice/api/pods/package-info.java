/** What the API does inside pods: exec and logs, which it hands on to the kubelet. */
package dev.egresstls.lab.practice.api.pods;
