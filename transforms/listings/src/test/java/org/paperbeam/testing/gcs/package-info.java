/**
 * A loopback server of the JSON API of Google Cloud Storage, as far as Beam and Google's client ask
 * it, with faults, permissions and counts. What it answers follows <a
 * href="https://cloud.google.com/storage/docs/json_api">the API's documentation</a>.
 */
package org.paperbeam.testing.gcs;
