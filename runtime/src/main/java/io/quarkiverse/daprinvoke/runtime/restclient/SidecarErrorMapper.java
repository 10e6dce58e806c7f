package io.quarkiverse.daprinvoke.runtime.restclient;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.vertx.core.Context;

/**
 * Converts an error response of the sidecar itself to an exception of the extension. Mappers of the application take
 * precedence. REST Client converts the remaining responses.
 */
final class SidecarErrorMapper implements ResponseExceptionMapper<InvocationStatusException> {

    /** The maximum size of a body that failures keep. */
    private static final int MAX_BODY = 64 * 1024;

    private final boolean allStatuses;

    /**
     * @param allStatuses whether to convert error responses of applications, too
     */
    SidecarErrorMapper(boolean allStatuses) {
        this.allStatuses = allStatuses;
    }

    @Override
    public int getPriority() {
        // The mapper of REST Client is the last one
        return Integer.MAX_VALUE - 1;
    }

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status >= 300 && (allStatuses || (status == 401 || status >= 400 && isJson(headers.getFirst("Content-Type"))));
    }

    private static boolean isJson(Object contentType) {
        return contentType != null && contentType.toString().regionMatches(true, 0, MediaType.APPLICATION_JSON, 0,
                MediaType.APPLICATION_JSON.length());
    }

    @Override
    public InvocationStatusException toThrowable(Response response) {
        ServiceCall call = ServiceCall.current();
        if (call == null) {
            return null;
        }
        byte[] read = response.getEntity() instanceof InputStream in ? peek(in, call) : null;
        byte[] body = read == null ? new byte[0] : read;
        InvocationStatusException failure = call.failure(Arrays.copyOf(body, Math.min(body.length, MAX_BODY)),
                read != null && read.length <= MAX_BODY);
        return allStatuses || failure.errorCode() != null || failure.is(401) && refusesToken(body) ? failure : null;
    }

    /** The only error response of the sidecar that is not JSON. */
    private static boolean refusesToken(byte[] body) {
        return new String(body, StandardCharsets.US_ASCII).strip().equals("invalid api token");
    }

    /**
     * The mapper that follows gets the whole body.
     *
     * @return {@code null} if it cannot be read here
     */
    private static byte[] peek(InputStream body, ServiceCall call) {
        if (!body.markSupported() && Context.isOnEventLoopThread()) {
            // Reading a body that is still being received would block
            return null;
        }
        try {
            byte[] head = body.readNBytes(MAX_BODY + 1);
            call.restoreBody(new SequenceInputStream(new ByteArrayInputStream(head), body));
            return head;
        } catch (IOException e) {
            throw new ProcessingException(e);
        }
    }
}
