/**
 * The sidecar: its address, the clients that connect to it, and the places for calls.
 */
package io.quarkiverse.daprinvoke.runtime.sidecar;
