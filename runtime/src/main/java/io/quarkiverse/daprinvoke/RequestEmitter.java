package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/**
 * Makes calls with a typed response, like an {@link Emitter} in everything else. {@link Invoker} has the methods beyond
 * {@code request}:
 *
 * <pre>
 * {@literal @}Inject
 * {@literal @}DaprInvoke(appId = "orders", methodName = "create")
 * RequestEmitter&lt;Order, Receipt&gt; create;
 *
 * Uni&lt;Receipt&gt; receipt = create.request(order);
 * </pre>
 *
 * The response is read as its type says: {@code String} and {@code CharSequence} as text in the charset of its content type
 * (UTF-8
 * if it names none), {@code byte[]}, {@code ByteBuffer} and {@code Buffer} as they came, {@code Void} not at all, and
 * {@code JsonObject}, {@code JsonArray} and every other type as JSON with the application's {@code ObjectMapper}: exactly one
 * JSON value, with white space around it. An empty response is {@code null}. A response with a content encoding such as
 * {@code gzip}
 * can only be read as bytes. An {@code Optional} of one of these types is empty where the response would be {@code null}. With
 * {@link InvokeResponse} of one of these types the status and the headers come with the body.
 * <p>
 * {@code exchange} returns responses of any status: {@link InvokeResponse#body()} is of the declared type if the status is 2xx.
 * <p>
 * A response of type {@code Multi<Buffer>} (of Vert.x or its Mutiny variant) is an item as soon as its head has come, and hands
 * out the chunks of the body as they arrive, on the context of the call and no more of them than its subscriber asks for. It
 * can be subscribed to once. A body that is cut short fails it with {@link IncompleteResponseException}; cancelling it ends the
 * HTTP exchange; and it fails with {@link InvocationTimeoutException}, subscribed to or not, if no chunk is handed out for as
 * long as the timeout says.
 * <p>
 * A response of type {@code Multi<X>}, where {@code X} is a type of JSON, is a stream of values, and otherwise like one of
 * chunks.
 * The content type says how the body holds them: on lines ({@code application/x-ndjson}, {@code application/jsonl},
 * {@code application/jsonlines}, {@code application/stream+json}), in an array ({@code application/json}), in a sequence
 * ({@code application/json-seq}) or in events ({@code text/event-stream}, where a {@code String} is the text of an event); any
 * other fails the call. {@code Multi<ServerSentEvent<X>>} has all that belongs to an event. A value is parsed when it is asked
 * for. One that cannot be read fails the {@code Multi} with {@link ResponseDecodingException} after all before it, and a body
 * that ends within one does so with {@link IncompleteResponseException}.
 * <p>
 * A response of type {@code Path} is written to a temporary file as it arrives, up to
 * {@code quarkus.dapr-invoke.max-response-file-size}. The item is its path, once all of it has been written; the caller deletes
 * the file. If the call fails or is cancelled, the file is deleted.
 * <p>
 * A body that is cut short behind the sidecar, by the called application, does not show here: the sidecar ends it as if it
 * were complete, unless it ends within a value or {@link InvokeMethodParameters#responseStream(ResponseStream)} declares the
 * last
 * one.
 *
 * @param <T> the type of the payload
 * @param <R> the type of the response
 */
public interface RequestEmitter<T, R> extends Invoker<T, @Nullable R> {

    /**
     * Makes a call and reads the response.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return a lazy Uni with the response of a 2xx answer, {@code null} if its body was empty
     */
    @CheckReturnValue
    Uni<@Nullable R> request(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * Sends a payload, see {@link #request(InvokeMethodParameters)}.
     *
     * @param payload the payload, {@code null} to send no body
     * @return as {@link #request(InvokeMethodParameters)}
     */
    @CheckReturnValue
    default Uni<@Nullable R> request(@Nullable T payload) {
        return request(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * Makes a call without a payload, see {@link #request(InvokeMethodParameters)}.
     *
     * @return as {@link #request(InvokeMethodParameters)}
     */
    @CheckReturnValue
    default Uni<@Nullable R> request() {
        return request(InvokeMethodParameters.<T> ofNothing());
    }

    /**
     * {@link #request(InvokeMethodParameters)}, and waits for the response. {@link Invoker} describes the exceptions.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return the response, {@code null} if its body was empty
     */
    @Nullable
    R requestAndAwait(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * {@link #request(Object)}, and waits for the response. {@link Invoker} describes the exceptions.
     *
     * @param payload the payload, {@code null} to send no body
     * @return the response, {@code null} if its body was empty
     */
    default @Nullable R requestAndAwait(@Nullable T payload) {
        return requestAndAwait(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * {@link #request()}, and waits for the response. {@link Invoker} describes the exceptions.
     *
     * @return the response, {@code null} if its body was empty
     */
    default @Nullable R requestAndAwait() {
        return requestAndAwait(InvokeMethodParameters.<T> ofNothing());
    }
}
