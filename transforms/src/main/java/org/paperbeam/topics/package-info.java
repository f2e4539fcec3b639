/** The reader's topics, as {@code topics.md} of a profile says them. */
package org.paperbeam.topics;
