/**
 * Scoring with no model and no network: how much a paper's words resemble the reader's topics. It
 * judges relevance only; novelty and a comment are beyond it.
 */
package org.paperbeam.offline;
