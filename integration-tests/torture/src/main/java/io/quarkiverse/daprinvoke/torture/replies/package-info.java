/**
 * Emitters with each kind of reply type, for replies that break the rules of HTTP.
 */
package io.quarkiverse.daprinvoke.torture.replies;
