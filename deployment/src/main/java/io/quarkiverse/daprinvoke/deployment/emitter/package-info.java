/**
 * Finds the emitters of an application, checks them, and makes their beans.
 */
package io.quarkiverse.daprinvoke.deployment.emitter;
