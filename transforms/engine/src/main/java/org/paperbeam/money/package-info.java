/**
 * What a call costs: a table of prices that carries its date and source, and exact arithmetic. An
 * unknown model has an unknown cost, never 0.
 */
package org.paperbeam.money;
