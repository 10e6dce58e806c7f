/**
 * Dapr annotations in the manifests for Kubernetes.
 */
package io.quarkiverse.daprinvoke.deployment.kubernetes;
