/** The data plane: what runs inside pods. What a request does is computed by the path model. */
package dev.egresstls.lab.practice.dataplane;
