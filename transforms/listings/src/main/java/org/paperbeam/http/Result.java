package org.paperbeam.http;

/** What one request came to. */
sealed interface Result permits HttpReply, HttpFailure {}
