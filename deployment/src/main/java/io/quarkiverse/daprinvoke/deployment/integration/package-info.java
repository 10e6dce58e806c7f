/**
 * Integrations that activate when another extension is present: health, metrics, traces, REST.
 */
package io.quarkiverse.daprinvoke.deployment.integration;
