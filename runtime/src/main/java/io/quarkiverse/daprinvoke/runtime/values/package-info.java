/**
 * Streams of values: where one value of the body of a response ends, and how many are read.
 */
package io.quarkiverse.daprinvoke.runtime.values;
