package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.internal.BodyReader;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.values.BodySource;
import io.vertx.core.buffer.Buffer;

/**
 * Converts a response to the item of a call. {@link ResponseTypes} contains the implementations.
 *
 * @param <R> the type of the item
 */
public abstract class ResponseType<R> {

    final Supplier<ObjectMapper> mapper;

    ResponseType(Supplier<ObjectMapper> mapper) {
        this.mapper = mapper;
    }

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /**
     * @return whether a response with that status is an item; otherwise it is a failure
     */
    public boolean accepts(int status) {
        return isSuccess(status);
    }

    /**
     * @return whether the body of an accepted response is discarded
     */
    public boolean discardsBody() {
        return false;
    }

    /**
     * @param head an accepted response
     * @param body the body, empty if there was none or if it is discarded
     * @return the item, may be {@code null}
     * @throws IOException or another exception if the body is not of the declared type
     */
    public abstract R read(ResponseHead head, Buffer body) throws IOException;

    /**
     * @return whether the body of a response with that status is emitted as it arrives, with {@link #open}, and not read
     */
    public boolean streamsBody(int status) {
        return false;
    }

    /**
     * Called before {@link #open}, while the call can still fail.
     *
     * @param head an accepted response whose body is emitted as it arrives
     * @throws BodyProblem if the body cannot be emitted as the declared type
     */
    public void checkHead(ResponseHead head) throws BodyProblem {
    }

    /**
     * @param body the body, which can be subscribed to once
     * @return the item, not {@code null}
     */
    public R open(ResponseHead head, BodySource body) {
        throw new UnsupportedOperationException();
    }

    /**
     * @return whether the body of a response with that status is written to a file, for {@link #stored}, and not read
     */
    public boolean storesBody(int status) {
        return false;
    }

    /**
     * @param file the file with the body, {@code null} if the body was empty
     * @return the item, may be {@code null}
     */
    public R stored(ResponseHead head, Path file) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param stream the settings of a call for its streamed response
     * @param resumption resumes the values after a loss, {@code null} for none
     * @return this type for that call
     * @throws IllegalArgumentException if its responses are not streams of values, or not of such values
     */
    public ResponseType<R> expecting(ResponseStream stream, Resumption resumption) {
        throw new IllegalArgumentException("A call has a responseStream(..), but its response is not a Multi of values");
    }

    /**
     * @return the value of the header Accept for a call that does not set it, {@code null} for none
     */
    public String accept() {
        return null;
    }

    /**
     * @return whether a response with that status, which is not accepted, means that there is no value
     */
    public boolean meansNoValue(int status) {
        return false;
    }

    /**
     * @param body the body of a response that means that there is no value
     * @return the item
     */
    public R noValue(ResponseHead head, Buffer body) {
        return null;
    }

    /**
     * @return how to make a response with that status an item, a sentence for the message of the failure; {@code null} if that
     *         is not possible
     */
    public String remedy(int status) {
        return null;
    }

    /**
     * @return reads bodies of responses to that target as types that are not declared
     */
    public BodyReader reader(ResolvedTarget target) {
        return new ResponseReader(target, mapper);
    }

    final <X> InvokeResponse<X> response(ResponseHead head, X value, Buffer bytes) {
        return new InvokeResponse<>(head.statusCode(), head.headers(), value, bytes, reader(head.target()));
    }
}
