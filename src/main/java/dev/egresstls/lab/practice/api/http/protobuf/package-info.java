/** Reads the protobuf bodies that {@code kubectl create} sends, into objects. */
package dev.egresstls.lab.practice.api.http.protobuf;
