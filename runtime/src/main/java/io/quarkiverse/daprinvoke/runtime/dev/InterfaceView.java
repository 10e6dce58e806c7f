package io.quarkiverse.daprinvoke.runtime.dev;

/**
 * One interface whose calls go through the sidecar, as the Dev UI shows it.
 *
 * @param interfaceName the name of its class
 */
public record InterfaceView(String interfaceName, String appId) {
}
