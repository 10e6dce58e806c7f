package io.quarkiverse.daprinvoke.runtime.restclient;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.call.EarlierAttempts;
import io.quarkiverse.daprinvoke.runtime.call.InvocationFailures;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarCall;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * One call of a client. It is checked after the last filter, after further filters, and again when it is sent, because
 * customizers of the application may change it.
 */
final class ServiceCall {

    /** The key of the call in its context. */
    private static final String KEY = ServiceCall.class.getName();

    /** Rarely, because most calls have a connection at once. */
    private static final long WATCH_MILLIS = 1000;

    private final Service service;
    private final ResteasyReactiveClientRequestContext context;
    private final ClientRequest request;
    private final ObservedCall observed;
    private ResolvedTarget target;
    private long timer;
    private Future<Void> endOfStream;
    private volatile boolean mayBeSent;
    private volatile DaprInvokeException failure;

    private ServiceCall(Service service, ResteasyReactiveClientRequestContext context, ObservedCall observed) {
        this.service = service;
        this.context = context;
        this.request = new ClientRequest(context);
        this.observed = observed;
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
        if (call.request.hasFurtherFilters()) {
            call.request.lookAfterFilters(call::lookAgain);
        }
        call.request.whenItFails(call::failed);
        call.request.whenItEnds((result, thrown) -> call.ended(thrown));
    }

    /** The call of the current context, {@code null} if there is none. */
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

    /** The message does not repeat the request. */
    private static InvalidInvocationTargetException refusal(Service service, String verb, RuntimeException rule) {
        return new InvalidInvocationTargetException(new InvocationTarget(service.appId(), "", verb),
                "A call of " + service.interfaceName() + " is invalid: "
                        + (rule instanceof IllegalArgumentException ? rule.getMessage() : rule.getClass().getName()));
    }

    private void prepare(TargetTemplate template, String verb) {
        if (service.client().isStopped()) {
            throw new InvocationFailures(template.describe(), service.sidecar(), null, false, EarlierAttempts.NONE).ofStop();
        }
        try {
            target = ResolvedTarget.encoded(template, service.root(), verb,
                    RequestRules.requestTarget(service, context));
            RequestRules.checkHeaders(request.headers());
            RequestRules.checkMediaType(context.getMediaType());
            RequestRules.checkParts(context.getEntity());
        } catch (RuntimeException e) {
            throw refusal(service, verb, e);
        }
        if (observed != null) {
            observed.target(target);
            observed.attempt();
            watch();
        }
    }

    /** REST Client does not report the cancellation of a call that waits for a connection. */
    private void watch() {
        timer = context.getContext().owner().setTimer(WATCH_MILLIS, id -> {
            if (request.isCancelled()) {
                observed.cancelled();
            } else if (!mayBeSent && !request.hasEnded()) {
                watch();
            }
        });
    }

    /** Filters of the application have run since. */
    private void lookAgain() {
        try {
            RequestRules.checkSame(target, context.getMethod(), RequestRules.requestTarget(service, context));
            RequestRules.checkHeaders(request.headers());
            RequestRules.checkMediaType(context.getMediaType());
            RequestRules.checkParts(context.getEntity());
        } catch (RuntimeException e) {
            failure = refusal(service, target.verb().name(), e);
            throw new ProcessingException(failure.getMessage(), failure);
        }
    }

    /** There is a connection, and the request is going to be sent: its headers are still those of the call's context. */
    static void connected(HttpClientRequest sent) {
        ServiceCall call = current();
        if (call == null || call.mayBeSent) {
            release(sent);
            throw new IllegalStateException("The filter that starts the calls of this client did not run for this call");
        }
        call.send(sent);
    }

    private void send(HttpClientRequest sent) {
        try {
            checkSent(sent);
        } catch (RuntimeException e) {
            fail(e instanceof DaprInvokeException refused ? refused : refusal(service, target.verb().name(), e));
            release(sent);
            // Stops REST Client: over HTTP/2 it could write the request before it is reset
            throw failure;
        }
        // From now on, a part of the request may have been sent
        mayBeSent = true;
        service.client().inFlight().begin();
        request.breakOffWithBody(sent);
        if (request.isStream()) {
            // Observed from its headers on, because a stream that ends unread does not notify later handlers
            endOfStream = sent.response().compose(HttpClientResponse::end);
        }
        if (observed != null) {
            // Replaces the headers of the inbound request
            observed.headers(context.getHeaders()::remove, context.getHeaders()::putSingle);
            observed.connected();
            context.getContext().owner().cancelTimer(timer);
        }
        service.client().putToken(service.sidecar(), sent.headers());
    }

    private void checkSent(HttpClientRequest sent) {
        sent.setFollowRedirects(false);
        if (service.client().isStopped()) {
            throw failures().ofStop();
        }
        RequestRules.checkSame(service, target, sent);
        RequestRules.checkHeaders(request.headers());
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
            // REST Client stops, because preparing the body has failed
            release(request.sent());
            throw failure;
        }
    }

    private void fail(DaprInvokeException why) {
        failure = why;
        request.fail(why);
    }

    /** Nothing has been written, so the connection can be used again. */
    private static void release(HttpClientRequest unsent) {
        // Vert.x would log an unhandled error
        unsent.exceptionHandler(any -> {
        });
        unsent.reset(SidecarCall.CANCEL);
    }

    private InvocationFailures failures() {
        return new InvocationFailures(target.describe(), service.sidecar(), request.response(), mayBeSent,
                EarlierAttempts.NONE);
    }

    /** A failure before the response was complete. Runs before the caller is notified. */
    private void failed(Throwable thrown) {
        if (failure != null) {
            return;
        }
        Throwable cause = unwrapped(thrown);
        // The failure of REST Client has less information
        Throwable lost = request.sent() == null ? null : request.sent().response().cause();
        if (lost != null || isTransportFailure(cause)) {
            Throwable said = lost == null ? cause : lost;
            fail(said instanceof TimeoutException ? failures().ofTimeout(request.readTimeout(), false)
                    : failures().ofClient(said));
        } else if (mayBeSent && request.response() == null && request.sent() != null) {
            // The body cannot be written, and REST Client would keep the connection
            release(request.sent());
        }
    }

    /** A failure after the connection and before the response may also be a body that cannot be written. */
    private boolean isTransportFailure(Throwable cause) {
        return (!mayBeSent || request.response() != null)
                && (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException);
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof ProcessingException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** The failure of an error response, with the beginning of its body. */
    InvocationStatusException failure(byte[] body, boolean complete) {
        return failures().ofStatus(Buffer.buffer(body), complete);
    }

    void restoreBody(InputStream body) {
        request.restoreBody(body);
    }

    private void ended(Throwable thrown) {
        if (thrown == null && request.response() != null && endOfStream != null) {
            // The caller reads it now. A stream without an end was cancelled or cut short
            endOfStream.onComplete(end -> end(null, end.failed()));
        } else {
            end(thrown, request.isCancelled());
        }
    }

    private void end(Throwable thrown, boolean cancelled) {
        // Later calls may run in the context of this call, and would find it there
        context.getContext().removeLocal(KEY);
        if (mayBeSent) {
            service.client().inFlight().end();
        }
        if (observed == null) {
            return;
        }
        context.getContext().owner().cancelTimer(timer);
        int status = request.status();
        if (status > 0) {
            observed.status(status);
        }
        if (cancelled) {
            observed.cancelled();
        } else if (failure != null) {
            observed.failed(failure);
        } else if (thrown == null || status >= 300 && !(thrown instanceof DaprInvokeException)) {
            observed.completed();
        } else {
            observed.failed(unwrapped(thrown));
        }
    }
}
