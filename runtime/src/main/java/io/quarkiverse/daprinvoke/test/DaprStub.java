package io.quarkiverse.daprinvoke.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.test.control.Stub;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;

/**
 * Responds to the calls of a method of an application, see {@link DaprSidecar#on}. Call the methods {@code where..} first, to
 * select calls, then add a response. {@link DaprResponse#then} adds a further response for the next call. The last response
 * repeats.
 * <p>
 * The {@code ObjectMapper} of the application writes values as JSON. Integration tests use an {@code ObjectMapper} with the
 * default settings of Quarkus. A {@code String} is sent unchanged, even if it is not valid JSON.
 */
public final class DaprStub extends CallCriteria<DaprStub> {

    private final SidecarControl control;
    private final int number;
    private final List<StubbedResponse> replies = new ArrayList<>();
    private @Nullable String conditionKey;

    DaprStub(SidecarControl control, JsonBodies json, Target target) {
        super(target, json);
        this.control = control;
        this.number = control.nextStub();
    }

    @Override
    DaprStub open() {
        if (!replies.isEmpty()) {
            throw new IllegalStateException("Set the criteria of the stub before its first response");
        }
        return this;
    }

    /**
     * Responds without a body.
     *
     * @param status the HTTP status, from 200 to 599
     * @return the response
     * @throws IllegalArgumentException if the status is outside that range
     */
    public DaprResponse reply(int status) {
        return add(Answer.status(status).toResponse(json));
    }

    /**
     * Responds with a JSON body.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param jsonBody the value that is written as JSON, not {@code null}; a {@code String} is sent unchanged
     * @return the response
     * @throws IllegalArgumentException if the status is not allowed, or the value cannot be written
     */
    public DaprResponse reply(int status, Object jsonBody) {
        return add(Answer.json(status, jsonBody).toResponse(json));
    }

    /**
     * Responds with the status 200 and a JSON body.
     *
     * @param jsonBody as for {@link #reply(int, Object)}. An {@code int} is a status, see {@link #reply(int)}
     * @return the response
     * @throws IllegalArgumentException if the value cannot be written
     */
    public DaprResponse reply(Object jsonBody) {
        return reply(200, jsonBody);
    }

    /**
     * Responds with text in UTF-8.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param text the body, not {@code null}
     * @return the response
     * @throws IllegalArgumentException if the status is not allowed
     */
    public DaprResponse replyText(int status, String text) {
        return add(Answer.text(status, text).toResponse(json));
    }

    /**
     * Responds with bytes.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param bytes the body, not {@code null}
     * @return the response
     * @throws IllegalArgumentException if the status is not allowed
     */
    public DaprResponse replyBytes(int status, byte[] bytes) {
        return add(Answer.bytes(status, bytes).toResponse(json));
    }

    /**
     * Responds with the result of a function:
     *
     * <pre>{@code
     * sidecar.on("orders", "stock/{item}").answer(call -> Answer.json(200, stock.get(call.method())));
     * }</pre>
     *
     * The function runs on threads of the sidecar, concurrently if there are several calls, after the request has been read. It
     * can block. It receives at most the first 1 MiB of the body. If it throws or returns {@code null}, the response has the
     * status 500, and the test fails at its end.
     *
     * @param function computes the response
     * @return the response
     */
    public DaprResponse answer(Function<ReceivedCall, Answer> function) {
        Objects.requireNonNull(function, "function");
        return add(new StubbedResponse(Outcome.COMPUTED, 0, List.of(), null, 0,
                control.offer(call -> Objects.requireNonNull(function.apply(new ReceivedCall(call, json)),
                        "The function of a stub must not return null").toResponse(json))));
    }

    /**
     * Closes the connection without a response, after the call has been read.
     *
     * @return the response
     */
    public DaprResponse reset() {
        return add(new StubbedResponse(Outcome.RESET, 0, List.of(), null, 0));
    }

    /**
     * Reads the call and never responds. The connection stays open until the caller cancels the call or the sidecar stops.
     *
     * @return the response
     */
    public DaprResponse neverAnswer() {
        return add(new StubbedResponse(Outcome.NONE, 0, List.of(), null, 0));
    }

    /**
     * Responds with the headers and the first half of a JSON body, then closes the connection.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param jsonBody as for {@link #reply(int, Object)}; must not be empty text
     * @return the response
     * @throws IllegalArgumentException if the status is not allowed, or if the value cannot be written or is empty text
     */
    public DaprResponse cutShort(int status, Object jsonBody) {
        StubbedResponse whole = Answer.json(status, jsonBody).toResponse(json);
        if (whole.body().length == 0) {
            throw new IllegalArgumentException("An empty body cannot be cut short");
        }
        return add(new StubbedResponse(Outcome.CUT_SHORT, status, whole.headers(), whole.body(), 0));
    }

    private DaprResponse add(StubbedResponse reply) {
        replies.add(reply);
        send();
        return new DaprResponse(this, replies.size() - 1);
    }

    StubbedResponse get(int index) {
        return replies.get(index);
    }

    void replace(int index, StubbedResponse reply) {
        replies.set(index, reply);
        send();
    }

    private void send() {
        Predicate<ReceivedCall> condition = condition();
        if (condition != null && conditionKey == null) {
            conditionKey = control.offer(call -> condition.test(new ReceivedCall(call, json)));
        }
        control.set(number, new Stub(criteria(), conditionKey, replies));
    }
}
