/**
 * A Flink cluster on this machine: one job manager and some task managers as processes of their
 * own, from Flink's Maven artifacts. For tests and for trying out; a cluster for work is installed
 * as Flink's documentation says.
 */
package org.paperbeam.flinkcluster;
