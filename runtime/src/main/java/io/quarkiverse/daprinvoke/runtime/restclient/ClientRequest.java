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
 * What only REST Client's own class for a request knows and can do. The only place that uses it.
 */
final class ClientRequest {

    private final RestClientRequestContext request;

    ClientRequest(ResteasyReactiveClientRequestContext context) {
        request = context.unwrap(RestClientRequestContext.class);
    }

    /** Those of the request, without the content type of the body. */
    MultivaluedMap<String, Object> headers() {
        return request.getRequestHeaders().getHeaders();
    }

    /** After the current one. */
    boolean hasFurtherFilters() {
        return request.getHandlers()[request.getPosition()] instanceof ClientRequestFilterRestHandler;
    }

    /** The look comes after the last filter, and before there is a connection. */
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
     * @param handler takes what the request has failed with before its response was there, before the caller is told; it may
     *        {@linkplain #fail fail} it with something else
     */
    void whenItFails(Consumer<Throwable> handler) {
        ClientRestHandler[] chain = request.getAbortHandlerChain();
        ClientRestHandler[] extended = new ClientRestHandler[chain.length + 1];
        System.arraycopy(chain, 0, extended, 0, chain.length - 1);
        extended[chain.length - 1] = failed -> handler.accept(failed.getThrowable());
        // The one that tells the caller
        extended[chain.length] = chain[chain.length - 1];
        request.setAbortHandlerChain(extended);
    }

    /** The caller is told then: the response has been read, or will be by the caller. */
    void whenItEnds(BiConsumer<Object, Throwable> handler) {
        request.getResult().whenComplete(handler);
    }

    /** The caller is told this, and nothing that comes later. */
    void fail(DaprInvokeException failure) {
        request.getResult().completeExceptionally(new ProcessingException(failure.getMessage(), failure));
    }

    boolean hasEnded() {
        return request.getResult().isDone();
    }

    boolean isCancelled() {
        return request.isUserCanceled();
    }

    /** {@code null} until it is sent. */
    HttpClientRequest sent() {
        return request.getHttpClientRequest();
    }

    /** {@code null} until there is one. */
    HttpClientResponse response() {
        return request.getVertxClientResponse();
    }

    /** Zero or less until there is one. */
    int status() {
        return request.getResponseStatus();
    }

    /**
     * REST Client would end the request as if a body that fails were complete. So it is broken off first, and the caller is
     * told
     * the failure.
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
        // Vert.x would log an error that nobody handles
        sent.exceptionHandler(any -> {
        });
        sent.reset(SidecarCall.CANCEL, failure);
    }

    /** Whether the caller reads the body of the response bit by bit. */
    boolean isStream() {
        return !request.isRegisterBodyHandler();
    }

    /** Puts the body of the response back that was read to look at it. */
    void restoreBody(InputStream body) {
        request.setResponseEntityStream(body);
    }

    Duration readTimeout() {
        return request.getConfiguration().getProperty(QuarkusRestClientProperties.READ_TIMEOUT) instanceof Number millis
                ? Duration.ofMillis(millis.longValue())
                : Duration.ZERO;
    }
}
