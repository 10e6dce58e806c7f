package io.quarkiverse.daprinvoke.runtime.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.internal.RequestHeaders;

/**
 * Which headers of the current inbound request are passed on with a call.
 */
public final class PropagatedHeaders {

    private final List<String> names;
    private final InboundHeaders inbound;

    /**
     * @param names checked names, each once
     */
    public PropagatedHeaders(List<String> names, InboundHeaders inbound) {
        this.names = List.copyOf(names);
        this.inbound = inbound;
    }

    /**
     * @throws IllegalArgumentException if a header of this name is never passed on
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
     * @return whether a header is passed on, by its name in any letter case
     */
    public boolean includes(String header) {
        return names.stream().anyMatch(header::equalsIgnoreCase);
    }

    /**
     * @param own the headers that the call itself sets, which are not doubled
     * @return them, and the ones to pass on if there is a current request
     * @throws IllegalArgumentException if a value may not be sent; the message does not repeat it
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

    /** What the header Connection names is not for those behind the connection that the request came on. */
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
