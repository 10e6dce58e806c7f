package io.quarkiverse.daprinvoke.runtime.restclient;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.client.ClientRequestContext;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;

/**
 * Checks headers that REST Client is going to send by the rules for those of emitters.
 */
final class ServiceHeaders {

    private ServiceHeaders() {
    }

    /**
     * @throws IllegalArgumentException if one of them may not be sent; the message does not repeat its value
     */
    static void check(ClientRequestContext context) {
        for (Map.Entry<String, List<Object>> header : context.getHeaders().entrySet()) {
            for (Object value : header.getValue()) {
                if (value instanceof String text) {
                    check(header.getKey(), text);
                } else if (value != null) {
                    // Written in the form that is sent
                    check(context.getStringHeaders());
                    return;
                }
            }
        }
    }

    static void check(Map<String, List<String>> headers) {
        headers.forEach((name, values) -> values.forEach(value -> {
            if (value != null) {
                check(name, value);
            }
        }));
    }

    static void check(String name, String value) {
        if (name.equalsIgnoreCase("content-type")) {
            // REST Client has no other way to set it
            RequestHeaders.checkContentType(value);
        } else {
            RequestHeaders.check(name, value);
        }
    }
}
