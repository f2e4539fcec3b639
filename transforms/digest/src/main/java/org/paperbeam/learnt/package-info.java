/**
 * The pre-filter that learns from what the LLM has decided: a linear model over a paper's character
 * n-grams and categories, the file that holds it, and the contract on its recall, which every run
 * measures by an audit sample.
 */
package org.paperbeam.learnt;
