package io.quarkiverse.daprinvoke.runtime.client;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.runtime.observe.ObservedCall;
import io.quarkiverse.daprinvoke.runtime.uri.SidecarAddress;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * What is sent, and where, apart from the target.
 *
 * @param sidecar the sidecar
 * @param body the body, {@code null} for none or if it is streamed
 * @param chunks the chunks of a streamed body, {@code null} if it is not streamed
 * @param contentType the content type of the body
 * @param headers further headers
 * @param timeout how long the call may take; if something is streamed, how long nothing may move
 * @param observed the call as it is observed, {@code null} if it is not
 */
public record OutgoingCall(SidecarAddress sidecar, Buffer body, Multi<?> chunks, String contentType, List<Parameter> headers,
        Duration timeout, ObservedCall observed) {
}
