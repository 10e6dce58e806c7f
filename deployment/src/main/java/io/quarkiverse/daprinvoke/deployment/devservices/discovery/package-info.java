/**
 * Finds the applications that run on this machine in dev and test mode.
 */
package io.quarkiverse.daprinvoke.deployment.devservices.discovery;
