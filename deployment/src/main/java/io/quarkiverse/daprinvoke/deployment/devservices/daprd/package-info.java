/**
 * A real sidecar, as a process or in a container.
 */
package io.quarkiverse.daprinvoke.deployment.devservices.daprd;
