/**
 * REST Client interfaces whose calls go through the sidecar.
 */
package io.quarkiverse.daprinvoke.deployment.restclient;
