/**
 * What goes wrong, as data: the kind of a failure, the step it ended, what a user can do about it,
 * and tables that say what the answers of a service mean. Knows no service, no runner and no
 * command line.
 */
package org.paperbeam.failure;
