package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/**
 * Sends payloads to a method of another application and returns typed responses. It is like an {@link Emitter} in all other
 * respects. {@link Invoker} describes the methods other than {@code request}:
 *
 * <pre>
 * {@literal @}Inject
 * {@literal @}DaprInvoke(appId = "orders", methodName = "create")
 * RequestEmitter&lt;Order, Receipt&gt; create;
 *
 * Uni&lt;Receipt&gt; receipt = create.request(order);
 * </pre>
 *
 * The response type decides how the body of a 2xx response is read:
 * <ul>
 * <li>{@code String} and {@code CharSequence}: text in the charset of its content type, UTF-8 by default.
 * <li>{@code byte[]}, {@code ByteBuffer} and {@code Buffer}: the bytes, unchanged.
 * <li>{@code Void}: the body is discarded.
 * <li>{@code JsonObject}, {@code JsonArray} and any other type: JSON, read by the {@code ObjectMapper} of the application. The
 * body must be exactly one JSON value, optionally with white space around it.
 * <li>{@code Optional} of one of these types: empty if the response would be {@code null} otherwise.
 * <li>{@link InvokeResponse} of one of these types: the body with the status and the headers.
 * </ul>
 * An empty response is {@code null}. A response with a content encoding such as {@code gzip} can be read as bytes only.
 * <p>
 * {@code exchange} returns responses of any status. {@link InvokeResponse#body()} has the declared type if the status is 2xx.
 * <p>
 * <b>Streams of bytes.</b> A response of type {@code Multi<Buffer>} (of Vert.x or its Mutiny variant) is emitted as soon as the
 * headers have arrived. It emits the chunks of the body as they arrive, on the Vert.x context of the call, with back pressure.
 * It can be subscribed to once. If it is cancelled, the HTTP exchange ends. It fails with {@link IncompleteResponseException}
 * if the body is cut short. The timeout limits the time between two chunks, not the whole response. If no chunk is emitted
 * within the timeout, the {@code Multi} fails with {@link InvocationTimeoutException}, even if nobody subscribed to it.
 * <p>
 * <b>Streams of values.</b> A response of type {@code Multi<X>}, where {@code X} is a type of JSON, is a stream of values. The
 * content type decides how the body is split:
 * <ul>
 * <li>{@code application/x-ndjson}, {@code application/jsonl}, {@code application/jsonlines}, {@code application/stream+json}:
 * one value a line.
 * <li>{@code application/json}: the elements of one array.
 * <li>{@code application/json-seq}: a JSON text sequence.
 * <li>{@code text/event-stream}: the data of server-sent events. A {@code String} is the text of an event.
 * </ul>
 * Any other content type fails the call. {@code Multi<ServerSentEvent<X>>} emits complete events. A value is parsed when the
 * subscriber requests it. A value that cannot be read fails the {@code Multi} with {@link ResponseDecodingException}, after all
 * values before it. A body that ends within a value fails it with {@link IncompleteResponseException}.
 * <p>
 * <b>Files.</b> A response of type {@code Path} is written to a temporary file as it arrives, up to
 * {@code quarkus.dapr-invoke.max-response-file-size} (1 GiB by default). The item is the path of the complete file. The caller
 * must delete the file. If the call fails or is cancelled, the file is deleted.
 * <p>
 * <b>Limitation.</b> If the called application cuts its response short, the sidecar ends the body as if it were complete. The
 * caller notices this only if the body ends within a value, or if {@link InvokeMethodParameters#responseStream(ResponseStream)}
 * declares the last value.
 *
 * @param <T> the type of the payload
 * @param <R> the type of the response
 */
public interface RequestEmitter<T, R> extends Invoker<T, @Nullable R> {

    /**
     * Makes a call and reads the response.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return a lazy Uni with the body of a 2xx response, {@code null} if it is empty
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
     * Calls {@link #request(InvokeMethodParameters)} and blocks until the response has arrived. {@link Invoker} describes the
     * exceptions.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return the response, {@code null} if its body is empty
     */
    @Nullable
    R requestAndAwait(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * Calls {@link #request(Object)} and blocks until the response has arrived. {@link Invoker} describes the exceptions.
     *
     * @param payload the payload, {@code null} to send no body
     * @return the response, {@code null} if its body is empty
     */
    default @Nullable R requestAndAwait(@Nullable T payload) {
        return requestAndAwait(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * Calls {@link #request()} and blocks until the response has arrived. {@link Invoker} describes the exceptions.
     *
     * @return the response, {@code null} if its body is empty
     */
    default @Nullable R requestAndAwait() {
        return requestAndAwait(InvokeMethodParameters.<T> ofNothing());
    }
}
