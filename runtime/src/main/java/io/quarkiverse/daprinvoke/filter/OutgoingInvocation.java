package io.quarkiverse.daprinvoke.filter;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.vertx.core.buffer.Buffer;

/**
 * A call that is about to be sent, for an {@link InvocationFilter}. Target, query and body cannot be changed. It is not
 * thread-safe. It is valid until the {@code Uni} of the filter completes: after that, the setters throw
 * {@link IllegalStateException}.
 */
public interface OutgoingInvocation {

    /**
     * @return the name of the emitter, empty if it has none
     */
    String emitterName();

    /**
     * @return the target, without its query
     */
    InvocationTarget target();

    /**
     * @return the target template with its placeholders, as in metrics. All calls of an emitter that differ in the values of
     *         placeholders only have the same template. A URL in place of the app ID is reduced to host and port
     */
    InvocationTarget template();

    /**
     * @return the query, percent-encoded as it is sent, {@code null} if there is none
     */
    @Nullable
    String query();

    /**
     * @return the parameters of the call: its payload and the headers that the call itself sets. A filter must not change the
     *         payload
     */
    InvokeMethodParameters<?> parameters();

    /**
     * @return a copy of the encoded payload, {@code null} if there is none or if it is streamed
     */
    @Nullable
    Buffer body();

    /**
     * @return the headers of the request, unmodifiable, without the content type, the Dapr API token and the headers of the
     *         connection
     */
    List<Parameter> headers();

    /**
     * @param name the name of a header, in any letter case
     * @return its first value among {@link #headers()}, {@code null} if there is none
     */
    @Nullable
    String header(String name);

    /**
     * @return the number of the attempt, 1 for the first
     */
    int attempt();

    /**
     * @return the timeout of the whole call; if the payload or the response is streamed, of the time without progress
     */
    Duration timeout();

    /**
     * Sets a header and replaces all of its values.
     *
     * @param name the name of the header
     * @param value its value, {@code null} to remove the header. Each character is a byte. Non-ASCII bytes must be UTF-8
     * @return this
     * @throws IllegalArgumentException if {@link InvokeMethodParameters#header(String, String)} would refuse the header, or if
     *         the call would have too many headers
     */
    OutgoingInvocation header(String name, @Nullable String value);

    /**
     * Replaces the timeout of the call. It starts at the subscription to the call. A call that has already taken longer fails
     * when the {@code Uni} of the filter completes.
     *
     * @param timeout the maximum time of the whole call, including all attempts; if the payload or the response is streamed, of
     *        the time without progress
     * @return this
     * @throws IllegalArgumentException if it is shorter than 1 millisecond or longer than 365 days
     */
    OutgoingInvocation timeout(Duration timeout);
}
