/**
 * Google Cloud Storage, where Beam's file system for {@code gs://} is not enough: conditional
 * writes, content types, few requests, and errors that a user can act on. Nothing here is touched
 * by a run that names no {@code gs://} path: no credential is looked up, no class of Google's
 * client is loaded.
 */
package org.paperbeam.pipeline.google;
