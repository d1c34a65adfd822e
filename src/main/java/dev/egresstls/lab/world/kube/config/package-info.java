/**
 * The user's kubeconfig, read and never written: its contexts, what is wrong with it, one context
 * by itself in a private file for tools, and the HTTP client that it describes.
 */
package dev.egresstls.lab.world.kube.config;
