/**
 * The sidecar of dev and test mode: whether there is one, and which.
 */
package io.quarkiverse.daprinvoke.deployment.devservices;
