package io.quarkiverse.daprinvoke.runtime.uri;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.vertx.core.http.HttpMethod;

/**
 * The target of one call.
 *
 * @param verb the verb
 * @param uri the request target, encoded: {@code <base path>/v1.0/invoke/<app ID>/method/<method>[?<query>]}
 * @param appIdStart where in it the app ID starts
 */
public record ResolvedTarget(HttpMethod verb, String uri, int appIdStart) {

    static final String METHOD = "/method/";

    /**
     * @param parameters query parameters, encoded here
     * @return this target with the parameters behind its query
     * @throws IllegalArgumentException if a parameter is no well-formed text
     */
    public ResolvedTarget withQuery(List<InvokeMethodParameters.Parameter> parameters) {
        if (parameters.isEmpty()) {
            return this;
        }
        StringBuilder extended = new StringBuilder(uri);
        char separator = uri.indexOf('?') < 0 ? '?' : '&';
        for (InvokeMethodParameters.Parameter parameter : parameters) {
            TargetSyntax.appendQueryParameter(extended.append(separator), parameter.name());
            TargetSyntax.appendQueryParameter(extended.append('='), parameter.value());
            separator = '&';
        }
        return new ResolvedTarget(verb, extended.toString(), appIdStart);
    }

    /**
     * Made from the request target, because only failures need it.
     *
     * @return the target as failures name it, without its query
     */
    public InvocationTarget describe() {
        int appIdEnd = uri.indexOf(METHOD, appIdStart);
        int query = uri.indexOf('?', appIdEnd);
        String method = uri.substring(appIdEnd + METHOD.length(), query < 0 ? uri.length() : query);
        return new InvocationTarget(decode(uri.substring(appIdStart, appIdEnd)), decode(method), verb.name());
    }

    private static String decode(String encoded) {
        // A plus sign is itself in a path; the decoder knows the rules of forms
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
