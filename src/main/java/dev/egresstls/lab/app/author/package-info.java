/** What an author of labs needs: mistakes in a folder, a lab to start from, and a proof. */
package dev.egresstls.lab.app.author;
