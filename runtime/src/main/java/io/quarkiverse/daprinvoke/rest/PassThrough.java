package io.quarkiverse.daprinvoke.rest;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Passes the response of a called application on to the client of a REST resource:
 *
 * <pre>
 * return orders.exchange(order).map(PassThrough::response);
 * </pre>
 *
 * Needs Quarkus REST.
 */
public final class PassThrough {

    /**
     * Headers that describe the body and its use, and what a browser must not do with it. They are listed, rather than those
     * that are not passed on, because an application can invent headers. Not passed on are, for example, cookies, locations,
     * names of servers, headers of the connection and those of Dapr.
     */
    private static final List<String> HEADERS = List.of("content-encoding", "content-language", "content-disposition",
            "cache-control", "etag", "expires", "last-modified", "vary", "retry-after", "content-security-policy",
            "x-frame-options");

    private PassThrough() {
    }

    /**
     * Makes a response with the status and the bytes of another one, and with these of its headers: {@code content-type},
     * {@code content-encoding}, {@code content-language}, {@code content-disposition}, {@code cache-control}, {@code etag},
     * {@code expires}, {@code last-modified}, {@code vary}, {@code retry-after}, {@code content-security-policy} and
     * {@code x-frame-options}. Add others with {@code Response.fromResponse(..)}.
     * <p>
     * A body comes with {@code x-content-type-options: nosniff}, so that a browser takes it for nothing else than what its
     * content type says. A body without a valid content type is {@code application/octet-stream}.
     * <p>
     * A browser takes a body of {@code text/html} for a page of this application, whose scripts may do what the user may: pass
     * on only what applications answer that you trust with that.
     *
     * @param response the response of the called application; the bytes are passed on, whatever its body was read as
     * @return the response for the client
     * @throws IllegalArgumentException if the body of the response is streamed, because it is not held in memory
     */
    public static Response response(InvokeResponse<?> response) {
        if (response.body() instanceof Multi) {
            throw new IllegalArgumentException(
                    "A streamed response is not held in memory, so it cannot be passed on as a Response. Return RestMulti");
        }
        ResponseBuilder passedOn = Response.status(response.statusCode());
        for (String name : HEADERS) {
            for (String value : response.headers().getAll(name)) {
                passedOn.header(name, value);
            }
        }
        Buffer bytes = response.bytes();
        if (bytes.length() > 0) {
            passedOn.entity(bytes.getBytes()).header("x-content-type-options", "nosniff");
        }
        String contentType = contentType(response.contentType(), bytes.length() > 0);
        if (contentType != null) {
            passedOn.header(HttpHeaders.CONTENT_TYPE, contentType);
        }
        return passedOn.build();
    }

    /** Quarkus REST would choose a type for a body without one, and fail for one that is none. */
    private static @Nullable String contentType(@Nullable String contentType, boolean hasBody) {
        if (contentType != null) {
            try {
                MediaType.valueOf(contentType);
                return contentType;
            } catch (IllegalArgumentException e) {
                // As if there were none
            }
        }
        return hasBody ? MediaType.APPLICATION_OCTET_STREAM : null;
    }
}
