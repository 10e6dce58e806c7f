/**
 * Streams of values: splits the body of a response into values, and emits them with back pressure.
 */
package io.quarkiverse.daprinvoke.runtime.values;
