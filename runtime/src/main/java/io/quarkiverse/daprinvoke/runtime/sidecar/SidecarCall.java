package io.quarkiverse.daprinvoke.runtime.sidecar;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.ext.web.codec.BodyCodec;

/**
 * A call as the web client knows it: what takes its response, and is told on the way there of its request and its response,
 * which
 * the web client otherwise keeps to itself. All comes on the call's event loop.
 */
public interface SidecarCall extends BodyCodec<Buffer> {

    /** What a stream of HTTP/2 is reset with when nobody waits for its end (RFC 9113, 7). */
    long CANCEL = 8;

    /**
     * @return the places for calls with the sidecar of this one
     */
    Places places();

    /**
     * There is a connection.
     *
     * @param usable whether anything can be sent on it
     * @return whether to send the request
     */
    boolean connected(HttpClientRequest request, boolean usable);

    /**
     * The complete response has arrived on an HTTP/1.1 connection. Another call may use the connection from now on, even if
     * this call has not read the response yet.
     */
    void received();

    /**
     * The head of the response is there.
     */
    void responded(HttpClientResponse response);
}
