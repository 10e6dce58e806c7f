/**
 * Encodes payloads and decodes responses.
 */
package io.quarkiverse.daprinvoke.runtime.codec;
