/**
 * Who is told of calls: the log, metrics and traces.
 */
package io.quarkiverse.daprinvoke.runtime.telemetry;
