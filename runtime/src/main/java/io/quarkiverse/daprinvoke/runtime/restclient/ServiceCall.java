package io.quarkiverse.daprinvoke.runtime.restclient;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.handlers.ClientRequestFilterRestHandler;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ClientRestHandler;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.call.EarlierAttempts;
import io.quarkiverse.daprinvoke.runtime.call.InvocationFailures;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.InFlightCalls;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarCall;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * One call of a client. It is checked twice: when the last filter has seen it, and again when it is sent, because nothing keeps
 * a filter of the application from being after that.
 */
final class ServiceCall implements ClientRestHandler, BiConsumer<Object, Throwable> {

    /** Where the context of the call keeps it. */
    private static final String KEY = ServiceCall.class.getName();

    /** Rarely, because most calls have a connection at once. */
    private static final long WATCH_MILLIS = 1000;

    private final Service service;
    private final ResteasyReactiveClientRequestContext context;
    private final RestClientRequestContext request;
    private final ObservedCall observed;
    private final boolean filtersFollow;
    private ResolvedTarget target;
    private InFlightCalls.Entry inFlight;
    private long timer;
    private volatile boolean mayBeSent;
    private Throwable transportFailure;
    private volatile DaprInvokeException failure;

    private ServiceCall(Service service, ResteasyReactiveClientRequestContext context, ObservedCall observed) {
        this.service = service;
        this.context = context;
        this.request = context.unwrap(RestClientRequestContext.class);
        this.observed = observed;
        this.filtersFollow = request.getHandlers()[request.getPosition()] instanceof ClientRequestFilterRestHandler;
    }

    /**
     * @throws DaprInvokeException if it must not be sent
     */
    static void begin(Service service, ResteasyReactiveClientRequestContext context) {
        String verb = verb(service, context);
        ObservedEmitter method = service.method(verb, (String) context.getProperty(Service.PATH_TEMPLATE));
        ServiceCall call = new ServiceCall(service, context, method.begin());
        try {
            call.prepare(method.target(), verb);
        } catch (DaprInvokeException e) {
            if (call.observed != null) {
                call.observed.failed(e);
            }
            throw e;
        }
        context.getContext().putLocal(KEY, call);
        call.request.setAbortHandlerChain(beforeTheLast(call.request.getAbortHandlerChain(), call));
        call.request.getResult().whenComplete(call);
    }

    /** Of the current context, {@code null} if there is none. */
    static ServiceCall current() {
        Context current = Vertx.currentContext();
        return current == null ? null : current.getLocal(KEY);
    }

    private static String verb(Service service, ResteasyReactiveClientRequestContext context) {
        try {
            String verb = TargetTemplate.verb(context.getMethod());
            context.setMethod(verb);
            return verb;
        } catch (IllegalArgumentException e) {
            throw refusal(service, "?", e);
        }
    }

    /** Its message repeats nothing of the request. */
    private static InvalidInvocationTargetException refusal(Service service, String verb, IllegalArgumentException rule) {
        return new InvalidInvocationTargetException(new InvocationTarget(service.appId(), "", verb),
                "A call of " + service.interfaceName() + " is invalid: " + rule.getMessage());
    }

    private static ClientRestHandler[] beforeTheLast(ClientRestHandler[] chain, ClientRestHandler added) {
        ClientRestHandler[] extended = Arrays.copyOf(chain, chain.length + 1);
        extended[chain.length] = extended[chain.length - 1];
        extended[chain.length - 1] = added;
        return extended;
    }

    private void prepare(TargetTemplate template, String verb) {
        if (service.client().isStopped()) {
            throw new InvocationFailures(template.describe(), service.sidecar(), null, false, EarlierAttempts.NONE).ofStop();
        }
        try {
            target = ResolvedTarget.encoded(template, service.root(), verb,
                    RequestRules.requestTarget(service, context));
            RequestRules.checkHeaders(request.getRequestHeaders().getHeaders());
        } catch (IllegalArgumentException e) {
            throw refusal(service, verb, e);
        }
        if (observed != null) {
            observed.target(target);
            observed.attempt();
            watch();
        }
    }

    /** REST Client tells nobody of a call that is cancelled while it waits for a connection. */
    private void watch() {
        timer = context.getContext().owner().setTimer(WATCH_MILLIS, id -> {
            if (request.isUserCanceled()) {
                observed.cancelled();
            } else if (!mayBeSent && !request.getResult().isDone()) {
                watch();
            }
        });
    }

    /** There is a connection, and the request is going to be sent: its headers are still those of the call's context. */
    static void connected(HttpClientRequest request) {
        ServiceCall call = current();
        if (call == null) {
            // No filter has seen it
            refuse(request);
        } else {
            call.send(request);
        }
    }

    private void send(HttpClientRequest sent) {
        try {
            checkAgain(sent);
        } catch (DaprInvokeException e) {
            fail(e);
            refuse(sent);
            return;
        }
        // Some of it may have been, from now on
        mayBeSent = true;
        inFlight = service.client().inFlight().enter();
        if (observed != null) {
            // In the place of those that came along
            observed.headers(context.getHeaders()::remove, context.getHeaders()::putSingle);
            observed.connected();
            context.getContext().owner().cancelTimer(timer);
        }
        service.client().putToken(service.sidecar(), sent.headers());
        // Because what REST Client passes on says less
        sent.response().onFailure(cause -> transportFailure = cause);
    }

    /**
     * The body has been prepared, and with it the last headers have been set.
     *
     * @throws DaprInvokeException if the request must not be sent
     */
    void checkWritten(MultivaluedMap<String, Object> headers) {
        try {
            RequestRules.checkHeaders(headers);
        } catch (IllegalArgumentException e) {
            fail(refusal(service, target.verb().name(), e));
            refuse(request.getHttpClientRequest());
            throw failure;
        }
    }

    /** What REST Client fails with later is not heard of. */
    private void fail(DaprInvokeException why) {
        failure = why;
        request.getResult().completeExceptionally(new ProcessingException(why.getMessage(), why));
    }

    /** Nothing has been written, so the connection stays as it is. */
    private static void refuse(HttpClientRequest request) {
        // Vert.x would log an error that nobody handles
        request.exceptionHandler(any -> {
        });
        request.reset(SidecarCall.CANCEL);
    }

    private void checkAgain(HttpClientRequest sent) {
        sent.setFollowRedirects(false);
        if (service.client().isStopped()) {
            throw failures().ofStop();
        }
        try {
            RequestRules.checkSame(service, target, sent);
            if (filtersFollow) {
                RequestRules.checkHeaders(request.getRequestHeaders().getHeaders());
            }
        } catch (IllegalArgumentException e) {
            throw refusal(service, target.verb().name(), e);
        }
    }

    private InvocationFailures failures() {
        return new InvocationFailures(target.describe(), service.sidecar(), request.getVertxClientResponse(), mayBeSent,
                EarlierAttempts.NONE);
    }

    /** The call has failed before its response was complete. Runs before the caller is told. */
    @Override
    public void handle(RestClientRequestContext failed) {
        Throwable cause = failed.getThrowable() instanceof ProcessingException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failed.getThrowable();
        if (failure == null && isTransportFailure(cause)) {
            Throwable said = transportFailure == null ? cause : transportFailure;
            fail(said instanceof TimeoutException ? failures().ofTimeout(readTimeout(), false) : failures().ofClient(said));
        }
    }

    /** Until there is a response, what fails after there is a connection may also be the body, which cannot be written. */
    private boolean isTransportFailure(Throwable cause) {
        return transportFailure != null || (!mayBeSent || request.getVertxClientResponse() != null)
                && (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException);
    }

    private Duration readTimeout() {
        return request.getConfiguration().getProperty(QuarkusRestClientProperties.READ_TIMEOUT) instanceof Number millis
                ? Duration.ofMillis(millis.longValue())
                : Duration.ZERO;
    }

    /** That the response stands for, with as much of its body as failures keep. */
    InvocationStatusException failure(byte[] body, boolean complete) {
        return failures().ofStatus(Buffer.buffer(body), complete);
    }

    /** Puts the body of the response back that was read to look at it. */
    void restore(InputStream body) {
        request.setResponseEntityStream(body);
    }

    /** The caller is told. */
    @Override
    public void accept(Object result, Throwable thrown) {
        HttpClientResponse response = request.getVertxClientResponse();
        if (thrown == null && response != null && !request.isRegisterBodyHandler()) {
            // A stream, which the caller reads now
            response.end().onComplete(end -> end(null));
        } else {
            end(thrown);
        }
    }

    private void end(Throwable thrown) {
        if (inFlight != null) {
            inFlight.leave();
        }
        if (observed == null) {
            return;
        }
        context.getContext().owner().cancelTimer(timer);
        int status = request.getResponseStatus();
        if (status > 0) {
            observed.status(status);
        }
        if (request.isUserCanceled()) {
            observed.cancelled();
        } else if (failure != null) {
            observed.failed(failure);
        } else if (thrown == null || status >= 300 && !(thrown instanceof DaprInvokeException)) {
            observed.completed();
        } else {
            observed.failed(thrown instanceof ProcessingException && thrown.getCause() != null ? thrown.getCause() : thrown);
        }
    }
}
