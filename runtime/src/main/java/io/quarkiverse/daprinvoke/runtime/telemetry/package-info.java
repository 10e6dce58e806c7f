/**
 * The observers of calls: log, metrics and traces.
 */
package io.quarkiverse.daprinvoke.runtime.telemetry;
