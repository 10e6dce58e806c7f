/**
 * Reads and checks the configuration.
 */
package io.quarkiverse.daprinvoke.runtime.config;
