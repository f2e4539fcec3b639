/**
 * Secrets (keys of services, passwords, addresses that let anybody in) and the places where they
 * are. A place may be shown, stored and sent to workers; a {@link org.paperbeam.secret.Secret} is
 * read where it is used, prints as {@code [secret]}, and is taken out of every word that comes back
 * from where it was sent.
 */
package org.paperbeam.secret;
