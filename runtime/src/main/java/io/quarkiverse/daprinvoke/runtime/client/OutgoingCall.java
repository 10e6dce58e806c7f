package io.quarkiverse.daprinvoke.runtime.client;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.runtime.SidecarAddress;
import io.vertx.core.buffer.Buffer;

/**
 * What is sent, and where, apart from the target.
 *
 * @param sidecar the sidecar
 * @param body the body, {@code null} for none
 * @param contentType the content type of the body
 * @param headers further headers
 * @param timeout how long the call may take
 */
public record OutgoingCall(SidecarAddress sidecar, Buffer body, String contentType, List<Parameter> headers,
        Duration timeout) {
}
