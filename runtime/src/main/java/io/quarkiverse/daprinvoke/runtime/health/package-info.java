/**
 * The readiness check.
 */
package io.quarkiverse.daprinvoke.runtime.health;
