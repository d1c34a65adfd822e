/** istioctl, simulated: it installs istiod through the Kubernetes API, like the real one. */
package dev.egresstls.lab.practice.tools.istioctl;
