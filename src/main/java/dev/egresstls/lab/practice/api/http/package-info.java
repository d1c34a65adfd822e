/** Requests and answers of the Kubernetes API, apart from what carries them. */
package dev.egresstls.lab.practice.api.http;
