/**
 * Emitters with each kind of response type, for responses that break the rules of HTTP.
 */
package io.quarkiverse.daprinvoke.torture.replies;
