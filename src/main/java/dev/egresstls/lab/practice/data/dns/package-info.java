/** The practice cluster's DNS server, as its pods ask it. */
package dev.egresstls.lab.practice.data.dns;
