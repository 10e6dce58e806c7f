package io.quarkiverse.daprinvoke.runtime.sidecar;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.ext.web.codec.BodyCodec;

/**
 * The view of the web client on a call: it receives the response, and is notified of the request and response objects of the
 * web client. All methods run on the call's event loop.
 */
public interface SidecarCall extends BodyCodec<Buffer> {

    /** The error code of an HTTP/2 stream that is reset because nobody waits for its end (RFC 9113, 7). */
    long CANCEL = 8;

    /**
     * @return the places for calls to the sidecar of this call
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
     * The headers of the response have arrived.
     */
    void responded(HttpClientResponse response);
}
