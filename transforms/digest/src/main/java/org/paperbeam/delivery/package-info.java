/**
 * Brings a day's digest to where people are: chats, e-mail, a webhook. Each digest goes to each
 * place once.
 *
 * <p>What is guaranteed: a delivery that was recorded is never repeated, whatever runs how often;
 * one that was not recorded is made again, so that none is lost. Between the two lies a moment,
 * from the service's answer to the record on disk: a process that dies there delivers the same
 * message once more, under the same message id (e-mail) or idempotency key (webhook), by which the
 * other side can tell. A digest whose content changed (papers scored later) is delivered again, as
 * an update.
 *
 * <p>Addresses that are secrets are read from a variable or a file when they are needed. They stand
 * in no record, no message and no exception.
 */
package org.paperbeam.delivery;
