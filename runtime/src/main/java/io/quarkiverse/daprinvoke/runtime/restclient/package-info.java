/**
 * REST Client interfaces whose calls go through the sidecar. Only the listener, and the classes that it uses, refer to REST
 * Client.
 */
package io.quarkiverse.daprinvoke.runtime.restclient;
