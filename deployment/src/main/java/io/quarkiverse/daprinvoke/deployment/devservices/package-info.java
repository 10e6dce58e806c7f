/**
 * Dev Services: decides whether dev and test mode start a sidecar, and which kind.
 */
package io.quarkiverse.daprinvoke.deployment.devservices;
