/**
 * Web services asked politely: one request at a time, a pause after each, refusals for the moment
 * waited out, and one line for the user when a service cannot be used. Nothing here knows of Beam.
 */
package org.paperbeam.http;
