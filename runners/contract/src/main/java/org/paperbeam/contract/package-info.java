/**
 * The end-to-end behaviour, written once: abstract tests that drive the real command line against
 * loopback services. Each runner's module extends them with the options that choose its runner.
 */
package org.paperbeam.contract;
