/**
 * The rules for requests: targets with placeholders, allowed app IDs, and headers of the current request.
 */
package io.quarkiverse.daprinvoke.runtime.request;
