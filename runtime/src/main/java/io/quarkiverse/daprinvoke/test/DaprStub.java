package io.quarkiverse.daprinvoke.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.Reply;
import io.quarkiverse.daprinvoke.test.control.Reply.Outcome;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.smallrye.common.annotation.CheckReturnValue;

/**
 * Answers the calls to a method of an application, see {@link DaprSidecar#on}. First comes what a call must have, then the
 * reply; {@link DaprReply#then} leads to the next one, and the last one repeats.
 * <p>
 * <b>{@code with..} chooses calls here</b>, and a call without them is not answered by this stub, but is no error. After the
 * number of a {@link DaprVerification}, a word of the same name asserts: see {@link VerifiedCalls}.
 * <p>
 * A value that is to be JSON is written by the application's {@code ObjectMapper}, in integration tests by one with the
 * default settings of Quarkus; a {@code String} is taken for JSON that is ready, whatever it holds.
 */
public final class DaprStub {

    private final SidecarControl control;
    private final JsonBodies json;
    private final Target target;
    private final int number;
    private final List<Header> headers = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private @Nullable String verb;

    DaprStub(SidecarControl control, JsonBodies json, Target target) {
        this.control = control;
        this.json = json;
        this.target = target;
        this.number = control.nextStub();
    }

    /**
     * Answers calls with this verb only.
     *
     * @param verb the HTTP verb, in any letter case
     * @return this
     * @throws IllegalStateException if there is a reply already
     */
    @CheckReturnValue
    public DaprStub withVerb(String verb) {
        requireNoReply();
        this.verb = verb.toUpperCase(Locale.ROOT);
        return this;
    }

    /**
     * Answers calls with this header only.
     *
     * @param name the name, in any letter case; not {@code dapr-api-token}, which is not recorded
     * @param value one of the values that the header has
     * @return this
     * @throws IllegalArgumentException if it is {@code dapr-api-token}
     * @throws IllegalStateException if there is a reply already
     */
    @CheckReturnValue
    public DaprStub withHeader(String name, String value) {
        requireNoReply();
        if (name.equalsIgnoreCase("dapr-api-token")) {
            throw new IllegalArgumentException("A stub cannot be for a dapr-api-token, because it is not recorded");
        }
        headers.add(new Header(name, value));
        return this;
    }

    private void requireNoReply() {
        if (!replies.isEmpty()) {
            throw new IllegalStateException("Say which calls are meant before the first reply");
        }
    }

    /**
     * Answers without a body.
     *
     * @param status the HTTP status, from 200 to 599
     * @return the reply
     * @throws IllegalArgumentException if the status is outside that range
     */
    public DaprReply reply(int status) {
        return add(Outcome.ANSWER, status, null, null);
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
        return add(Outcome.ANSWER, status, "application/json", write(jsonBody));
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
        return add(Outcome.ANSWER, status, "text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
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
        return add(Outcome.ANSWER, status, "application/octet-stream", bytes.clone());
    }

    /**
     * Closes the connection without an answer, once the call has been read.
     *
     * @return the reply
     */
    public DaprReply reset() {
        return add(Outcome.RESET, 0, null, null);
    }

    /**
     * Reads the call and never answers it. It stays open until the caller gives up, or the sidecar stops.
     *
     * @return the reply
     */
    public DaprReply neverAnswer() {
        return add(Outcome.NONE, 0, null, null);
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
        byte[] body = write(jsonBody);
        if (body.length == 0) {
            throw new IllegalArgumentException("An empty body cannot be cut short");
        }
        return add(Outcome.CUT_SHORT, status, "application/json", body);
    }

    private byte[] write(Object jsonBody) {
        return json.write(Objects.requireNonNull(jsonBody,
                "The value of a reply must not be null: use reply(status) for no body, and the text \"null\" for the null of JSON"));
    }

    private DaprReply add(Outcome outcome, int status, @Nullable String contentType, byte @Nullable [] body) {
        boolean answer = outcome == Outcome.ANSWER || outcome == Outcome.CUT_SHORT;
        if (answer && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("The status of a reply is from 200 to 599");
        }
        if (body != null && (status == 204 || status == 304)) {
            throw new IllegalArgumentException("A reply with status 204 or 304 has no body");
        }
        List<Header> replyHeaders = contentType == null ? List.of() : List.of(new Header("content-type", contentType));
        replies.add(new Reply(outcome, status, replyHeaders, body, 0));
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
        control.set(number, new Stub(target.appId(), target.method(), verb, headers, replies));
    }
}
