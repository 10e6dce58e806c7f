/**
 * Payloads as bytes, and bytes as replies.
 */
package io.quarkiverse.daprinvoke.runtime.codec;
