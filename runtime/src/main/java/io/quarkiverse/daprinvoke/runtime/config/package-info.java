/**
 * The configuration, as the sources of it say.
 */
package io.quarkiverse.daprinvoke.runtime.config;
