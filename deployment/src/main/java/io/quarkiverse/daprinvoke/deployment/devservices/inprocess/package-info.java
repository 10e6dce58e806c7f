/**
 * The sidecar that runs within the process of Quarkus.
 */
package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;
