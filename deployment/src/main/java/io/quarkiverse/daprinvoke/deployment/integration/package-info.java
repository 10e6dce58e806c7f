/**
 * What is there only if the application has another extension: health, metrics, traces, REST.
 */
package io.quarkiverse.daprinvoke.deployment.integration;
