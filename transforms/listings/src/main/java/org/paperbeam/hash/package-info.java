/**
 * The one hash of the project, SHA-256, by which content is known again: a prompt's wording, a
 * question in the ledger, a digest that was delivered. Knows no other package.
 */
package org.paperbeam.hash;
