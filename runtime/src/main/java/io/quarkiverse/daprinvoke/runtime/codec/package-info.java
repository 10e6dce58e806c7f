/**
 * Payloads as bytes, and bytes as responses.
 */
package io.quarkiverse.daprinvoke.runtime.codec;
