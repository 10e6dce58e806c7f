package io.quarkiverse.daprinvoke.runtime.call;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.runtime.codec.Body;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * The request of a call, apart from its target.
 *
 * @param sidecar the sidecar
 * @param body the body, {@code null} for none
 * @param headers further headers
 * @param timeout the timeout of the call; if something is streamed, of the time without progress
 * @param observed the observed call, {@code null} without observers
 * @param caller the context on which the outcome is delivered, {@code null} for the context of the subscription
 */
public record OutgoingCall(SidecarAddress sidecar, Body body, List<Parameter> headers, Duration timeout,
        ObservedCall observed, Context caller) {

    /**
     * @return this call with other headers and another timeout
     */
    public OutgoingCall with(List<Parameter> headers, Duration timeout) {
        return new OutgoingCall(sidecar, body, headers, timeout, observed, caller);
    }

    /**
     * @return this call for another caller
     */
    public OutgoingCall on(Context caller) {
        return new OutgoingCall(sidecar, body, headers, timeout, observed, caller);
    }

    /**
     * @return this call with another body
     */
    public OutgoingCall with(Body body) {
        return new OutgoingCall(sidecar, body, headers, timeout, observed, caller);
    }

    /**
     * @param accept the value of the header Accept if the call does not have one, {@code null} for none
     */
    void putHeaders(MultiMap to, String accept) {
        if (body != null) {
            to.set(HttpHeaders.CONTENT_TYPE, body.contentType());
            if (body.contentEncoding() != null) {
                to.set(HttpHeaders.CONTENT_ENCODING, body.contentEncoding());
            }
        }
        for (Parameter header : headers) {
            to.add(header.name(), header.value());
        }
        if (accept != null && !to.contains(HttpHeaders.ACCEPT)) {
            to.set(HttpHeaders.ACCEPT, accept);
        }
    }
}
