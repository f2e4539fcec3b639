/**
 * The files of {@code scores/} and {@code unscored/}: one record for every listed paper, the facts
 * of its day beside it, and the papers that could not be scored. Everything that is published can
 * be built again from these files alone.
 */
package org.paperbeam.records;
