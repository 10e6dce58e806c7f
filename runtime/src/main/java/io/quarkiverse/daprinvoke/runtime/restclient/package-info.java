/**
 * REST Client interfaces whose calls go through the sidecar. Only the listener, and what it makes, refers to REST Client.
 */
package io.quarkiverse.daprinvoke.runtime.restclient;
