/**
 * A date that is to be published, as the engine knows it: what is known of it so far, and who
 * publishes it. The engine publishes each date as soon as its last paper is decided, but what a
 * published date looks like is no matter of its own: that is said by whoever hands it a {@link
 * org.paperbeam.days.PublishDays}.
 */
package org.paperbeam.days;
