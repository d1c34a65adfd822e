/** The commands about the slice's addresses and DNS. */
package dev.egresstls.lab.cli.dns;
