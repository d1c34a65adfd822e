/** How a practice cluster proves itself: the certificate that it serves, and what makes it. */
package dev.egresstls.lab.practice.api.tls;
