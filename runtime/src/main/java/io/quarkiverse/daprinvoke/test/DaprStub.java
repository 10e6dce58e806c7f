package io.quarkiverse.daprinvoke.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.test.control.Reply;
import io.quarkiverse.daprinvoke.test.control.Reply.Outcome;
import io.quarkiverse.daprinvoke.test.control.Stub;

/**
 * Answers the calls to a method of an application, see {@link DaprSidecar#on}. The methods {@code where..} choose the calls
 * and come first, then the reply; {@link DaprReply#then} leads to the next one, and the last one repeats.
 * <p>
 * A value that is to be JSON is written by the application's {@code ObjectMapper}, in integration tests by one with the
 * default settings of Quarkus; a {@code String} is sent unchanged, even if it is not valid JSON.
 */
public final class DaprStub extends CallCriteria<DaprStub> {

    private final SidecarControl control;
    private final int number;
    private final List<Reply> replies = new ArrayList<>();
    private @Nullable String conditionKey;

    DaprStub(SidecarControl control, JsonBodies json, Target target) {
        super(target, json);
        this.control = control;
        this.number = control.nextStub();
    }

    @Override
    DaprStub open() {
        if (!replies.isEmpty()) {
            throw new IllegalStateException("Say which calls are meant before the first reply");
        }
        return this;
    }

    /**
     * Answers without a body.
     *
     * @param status the HTTP status, from 200 to 599
     * @return the reply
     * @throws IllegalArgumentException if the status is outside that range
     */
    public DaprReply reply(int status) {
        return add(Answer.status(status).toReply(json));
    }

    /**
     * Answers with a JSON body.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param jsonBody the value that is written as JSON, not {@code null}; a {@code String} is JSON that is ready
     * @return the reply
     * @throws IllegalArgumentException if the status is not allowed, or the value cannot be written
     */
    public DaprReply reply(int status, Object jsonBody) {
        return add(Answer.json(status, jsonBody).toReply(json));
    }

    /**
     * Answers with status 200 and a JSON body.
     *
     * @param jsonBody as for {@link #reply(int, Object)}; an {@code int} is a status
     * @return the reply
     * @throws IllegalArgumentException if the value cannot be written
     */
    public DaprReply reply(Object jsonBody) {
        return reply(200, jsonBody);
    }

    /**
     * Answers with text in UTF-8.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param text the body, not {@code null}
     * @return the reply
     * @throws IllegalArgumentException if the status is not allowed
     */
    public DaprReply replyText(int status, String text) {
        return add(Answer.text(status, text).toReply(json));
    }

    /**
     * Answers with bytes.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param bytes the body, not {@code null}
     * @return the reply
     * @throws IllegalArgumentException if the status is not allowed
     */
    public DaprReply replyBytes(int status, byte[] bytes) {
        return add(Answer.bytes(status, bytes).toReply(json));
    }

    /**
     * Answers with what a function computes from the call:
     *
     * <pre>{@code
     * sidecar.on("orders", "stock/{item}").answer(call -> Answer.json(200, stock.get(call.method())));
     * }</pre>
     *
     * It runs on threads of the sidecar, by several of them at once if there are several calls, after the request has been
     * read. It may block. It gets at most the first mebibyte of the body. If it throws, or returns {@code null}, the call is
     * answered with status 500, and the test fails at its end.
     *
     * @param function computes the answer
     * @return the reply
     */
    public DaprReply answer(Function<ReceivedCall, Answer> function) {
        Objects.requireNonNull(function, "function");
        return add(new Reply(Outcome.COMPUTED, 0, List.of(), null, 0,
                control.offer(call -> Objects.requireNonNull(function.apply(new ReceivedCall(call, json)),
                        "The function of a stub must not return null").toReply(json))));
    }

    /**
     * Closes the connection without an answer, once the call has been read.
     *
     * @return the reply
     */
    public DaprReply reset() {
        return add(new Reply(Outcome.RESET, 0, List.of(), null, 0));
    }

    /**
     * Reads the call and never answers it. It stays open until the caller gives up, or the sidecar stops.
     *
     * @return the reply
     */
    public DaprReply neverAnswer() {
        return add(new Reply(Outcome.NONE, 0, List.of(), null, 0));
    }

    /**
     * Answers with the head of a reply and the first half of its JSON body, and closes the connection there.
     *
     * @param status the HTTP status, from 200 to 599, but neither 204 nor 304
     * @param jsonBody as for {@link #reply(int, Object)}, but not empty
     * @return the reply
     * @throws IllegalArgumentException if the status is not allowed, or the value cannot be written, or is an empty text
     */
    public DaprReply cutShort(int status, Object jsonBody) {
        Reply whole = Answer.json(status, jsonBody).toReply(json);
        if (whole.body().length == 0) {
            throw new IllegalArgumentException("An empty body cannot be cut short");
        }
        return add(new Reply(Outcome.CUT_SHORT, status, whole.headers(), whole.body(), 0));
    }

    private DaprReply add(Reply reply) {
        replies.add(reply);
        send();
        return new DaprReply(this, replies.size() - 1);
    }

    Reply get(int index) {
        return replies.get(index);
    }

    void replace(int index, Reply reply) {
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
