/**
 * What a request may say: its target with placeholders, the applications it may go to, and headers of the current request.
 */
package io.quarkiverse.daprinvoke.runtime.request;
