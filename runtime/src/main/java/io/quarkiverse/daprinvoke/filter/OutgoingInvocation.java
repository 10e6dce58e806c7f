package io.quarkiverse.daprinvoke.filter;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.vertx.core.buffer.Buffer;

/**
 * A call that is about to be sent, as an {@link InvocationFilter} sees it. Target, query and body are fixed. It may be used by
 * one thread at a time, and only until the {@code Uni} of the filter ends: after that, methods that set something throw an
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
     * @return the target with its placeholders, as metrics name it: the same for all calls of an emitter that differ in the
     *         values of placeholders only; of a URL in the place of the app ID it holds host and port alone
     */
    InvocationTarget template();

    /**
     * @return the query, percent-encoded as it is sent, {@code null} if there is none
     */
    @Nullable
    String query();

    /**
     * @return the parameters of the call: its payload, which a filter must not change, and the headers that it sets itself
     */
    InvokeMethodParameters<?> parameters();

    /**
     * @return a copy of the encoded payload, {@code null} if there is none or if it is streamed
     */
    @Nullable
    Buffer body();

    /**
     * @return the headers that will be sent as far as they are known, unmodifiable: without the content type, the Dapr API
     *         token and the headers of the connection
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
     * @return the timeout of the whole call; if the payload or the response is streamed, how long nothing may move
     */
    Duration timeout();

    /**
     * Sets a header, in place of all values that it has.
     *
     * @param name the name of the header
     * @param value its value, each character a byte, which beyond ASCII must be those of UTF-8; {@code null} to send no such
     *        header
     * @return this
     * @throws IllegalArgumentException if {@link InvokeMethodParameters#header(String, String)} would refuse the header, or if
     *         the call would have more headers than that allows
     */
    OutgoingInvocation header(String name, @Nullable String value);

    /**
     * Replaces the timeout of the call. The time since its subscription counts, so a call that has taken longer already fails
     * when the {@code Uni} of the filter ends.
     *
     * @param timeout how long the whole call may take, all attempts included; if the payload or the response is streamed, how
     *        long
     *        nothing may move
     * @return this
     * @throws IllegalArgumentException if it is shorter than a millisecond or longer than 365 days
     */
    OutgoingInvocation timeout(Duration timeout);
}
