/**
 * As much of SPDY/3.1 as clients of Kubernetes speak: streams with headers, data, ends and resets,
 * and pings. There is no flow control, because the library on their side has none: it neither sends
 * nor heeds WINDOW_UPDATE (github.com/moby/spdystream connection.go @v0.5.1).
 */
package dev.egresstls.lab.practice.api.forward.spdy;
