/**
 * The in-process sidecar of dev and test mode.
 */
package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;
