package io.quarkiverse.daprinvoke.runtime.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.internal.RequestHeaders;

/**
 * The headers of the current inbound request that a call propagates.
 */
public final class PropagatedHeaders {

    private final List<String> names;
    private final InboundHeaders inbound;

    /**
     * @param names the distinct, checked names
     */
    public PropagatedHeaders(List<String> names, InboundHeaders inbound) {
        this.names = List.copyOf(names);
        this.inbound = inbound;
    }

    /**
     * @throws IllegalArgumentException if a header of this name must not be propagated
     */
    public static void checkName(String name) {
        if (name.equalsIgnoreCase("content-type")) {
            throw new IllegalArgumentException("The content type of a call is that of its payload");
        }
        if (name.equalsIgnoreCase("accept-encoding")) {
            throw new IllegalArgumentException("This application does not decompress responses, so it must not accept the "
                    + "encodings that its caller accepts");
        }
        RequestHeaders.checkName(name);
    }

    /**
     * @return whether a header is propagated, by its name in any letter case
     */
    public boolean includes(String header) {
        return names.stream().anyMatch(header::equalsIgnoreCase);
    }

    /**
     * @param own the headers that the call itself sets, which take precedence
     * @return these headers, and the propagated ones if there is a current request
     * @throws IllegalArgumentException if a value must not be sent; the message does not repeat it
     */
    public List<Parameter> addTo(List<Parameter> own) {
        Function<String, List<String>> request = inbound.ofCurrentRequest();
        if (request == null) {
            return own;
        }
        List<Parameter> headers = new ArrayList<>(own);
        List<String> connection = request.apply("connection");
        for (String name : names) {
            if (!sets(own, name) && !belongsTo(connection, name)) {
                for (String value : request.apply(name)) {
                    RequestHeaders.checkValue(name, value);
                    headers.add(new Parameter(name, value));
                }
            }
        }
        return headers;
    }

    private static boolean sets(List<Parameter> own, String name) {
        for (Parameter header : own) {
            if (header.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** Headers that the header Connection names belong to the inbound connection and are not propagated. */
    private static boolean belongsTo(List<String> connection, String name) {
        for (String options : connection) {
            for (String option : options.split(",")) {
                if (option.trim().equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
