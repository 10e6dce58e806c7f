package io.quarkiverse.daprinvoke.runtime.restclient;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.handlers.ClientRequestFilterRestHandler;
import org.jboss.resteasy.reactive.client.handlers.ClientSendRequestHandler;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ClientRestHandler;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarCall;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * Access to the internal request class of REST Client. No other class uses it.
 */
final class ClientRequest {

    private final RestClientRequestContext request;

    ClientRequest(ResteasyReactiveClientRequestContext context) {
        request = context.unwrap(RestClientRequestContext.class);
    }

    /** The headers of the request, without the content type of the body. */
    MultivaluedMap<String, Object> headers() {
        return request.getRequestHeaders().getHeaders();
    }

    /** Adds a handler after the current one. */
    boolean hasFurtherFilters() {
        return request.getHandlers()[request.getPosition()] instanceof ClientRequestFilterRestHandler;
    }

    /** This handler runs after the last filter, and before there is a connection. */
    void lookAfterFilters(Runnable look) {
        int position = request.getPosition();
        List<ClientRestHandler> handlers = new ArrayList<>(List.of(request.getHandlers()));
        for (int i = position; i < handlers.size(); i++) {
            if (handlers.get(i) instanceof ClientSendRequestHandler) {
                handlers.add(i, any -> look.run());
                request.restart(handlers.toArray(ClientRestHandler[]::new), true);
                request.setPosition(position);
                return;
            }
        }
        throw new IllegalStateException("REST Client sends requests in a way that this extension does not support");
    }

    /**
     * @param handler receives the failure of the request before the response, and before the caller does; it can
     *        {@linkplain #fail fail} the request with another failure
     */
    void whenItFails(Consumer<Throwable> handler) {
        ClientRestHandler[] chain = request.getAbortHandlerChain();
        ClientRestHandler[] extended = new ClientRestHandler[chain.length + 1];
        System.arraycopy(chain, 0, extended, 0, chain.length - 1);
        extended[chain.length - 1] = failed -> handler.accept(failed.getThrowable());
        // The handler that notifies the caller
        extended[chain.length] = chain[chain.length - 1];
        request.setAbortHandlerChain(extended);
    }

    /** Runs when the caller is notified: the response has been read, or the caller will read it. */
    void whenItEnds(BiConsumer<Object, Throwable> handler) {
        request.getResult().whenComplete(handler);
    }

    /** The caller receives this failure, and no later one. */
    void fail(DaprInvokeException failure) {
        request.getResult().completeExceptionally(new ProcessingException(failure.getMessage(), failure));
    }

    boolean hasEnded() {
        return request.getResult().isDone();
    }

    boolean isCancelled() {
        return request.isUserCanceled();
    }

    /** The HTTP request, {@code null} until it is sent. */
    HttpClientRequest sent() {
        return request.getHttpClientRequest();
    }

    /** The response, {@code null} until there is one. */
    HttpClientResponse response() {
        return request.getVertxClientResponse();
    }

    /** The status, zero or less until there is one. */
    int status() {
        return request.getResponseStatus();
    }

    /**
     * REST Client would end the request as if a failed body were complete. Therefore the request is reset first, and the caller
     * receives the failure.
     */
    void breakOffWithBody(HttpClientRequest sent) {
        Entity<?> entity = request.getEntity();
        Object body = entity == null ? null : entity.getEntity();
        if (body instanceof Multi<?> items) {
            setBody(items.onFailure().invoke(failure -> breakOff(sent, failure)), entity);
        } else if (body instanceof InputStream in) {
            setBody(new ReportingStream(in, failure -> breakOff(sent, failure)), entity);
        }
    }

    private void setBody(Object body, Entity<?> replaced) {
        request.setEntity(Entity.entity(body, replaced.getVariant(), replaced.getAnnotations()));
    }

    private void breakOff(HttpClientRequest sent, Throwable failure) {
        request.getResult().completeExceptionally(new ProcessingException(failure));
        // Vert.x would log an unhandled error
        sent.exceptionHandler(any -> {
        });
        sent.reset(SidecarCall.CANCEL, failure);
    }

    /** Whether the caller reads the body of the response as a stream. */
    boolean isStream() {
        return !request.isRegisterBodyHandler();
    }

    /** Restores the body of the response, which was read to inspect it. */
    void restoreBody(InputStream body) {
        request.setResponseEntityStream(body);
    }

    Duration readTimeout() {
        return request.getConfiguration().getProperty(QuarkusRestClientProperties.READ_TIMEOUT) instanceof Number millis
                ? Duration.ofMillis(millis.longValue())
                : Duration.ZERO;
    }
}
