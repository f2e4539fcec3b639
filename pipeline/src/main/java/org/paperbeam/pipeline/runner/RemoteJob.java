package org.paperbeam.pipeline.runner;

/** A job that goes on without this process. */
public interface RemoteJob extends FollowedJob {
  /** The job's whole name. */
  String name();

  /** Where it can be seen, for the user, e.g. {@code job 8e2f on http://10.0.0.1:8081}. */
  String where();
}
