/**
 * Access tokens for calls. Loaded only if the application has the extensions that provide them.
 */
package io.quarkiverse.daprinvoke.runtime.oidc;
