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
 * Returns the response of a called application to the client of a REST resource:
 *
 * <pre>
 * return orders.exchange(order).map(PassThrough::response);
 * </pre>
 *
 * It requires Quarkus REST.
 */
public final class PassThrough {

    /**
     * The headers that are copied: they describe the body, its use, and what a browser must not do with it. This is an
     * allow-list, because an application can send any header. Cookies, locations, server names, headers of the connection and
     * those of Dapr are not copied.
     */
    private static final List<String> HEADERS = List.of("content-encoding", "content-language", "content-disposition",
            "cache-control", "etag", "expires", "last-modified", "vary", "retry-after", "content-security-policy",
            "x-frame-options");

    private PassThrough() {
    }

    /**
     * Creates a response with the status, the bytes and some headers of another one: {@code content-type},
     * {@code content-encoding}, {@code content-language}, {@code content-disposition}, {@code cache-control}, {@code etag},
     * {@code expires}, {@code last-modified}, {@code vary}, {@code retry-after}, {@code content-security-policy} and
     * {@code x-frame-options}. Add other headers with {@code Response.fromResponse(..)}.
     * <p>
     * A response with a body has {@code x-content-type-options: nosniff}, so that a browser does not guess another content
     * type. A body without a valid content type is {@code application/octet-stream}.
     * <p>
     * A browser displays a body of {@code text/html} as a page of this application. Its scripts can do everything that the user
     * can do. Return only responses of applications that you trust.
     *
     * @param response the response of the called application. Its bytes are copied, independently of the declared type
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

    /** Quarkus REST would choose a content type for a body without one, and fail for an invalid one. */
    private static @Nullable String contentType(@Nullable String contentType, boolean hasBody) {
        if (contentType != null) {
            try {
                MediaType.valueOf(contentType);
                return contentType;
            } catch (IllegalArgumentException e) {
                // An invalid content type is treated like a missing one
            }
        }
        return hasBody ? MediaType.APPLICATION_OCTET_STREAM : null;
    }
}
