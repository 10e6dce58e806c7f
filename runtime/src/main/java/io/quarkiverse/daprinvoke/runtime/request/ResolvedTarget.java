package io.quarkiverse.daprinvoke.runtime.request;

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
 * @param appIdStart the index of the app ID in it
 * @param template the template that it was resolved from
 */
public record ResolvedTarget(HttpMethod verb, String uri, int appIdStart, TargetTemplate template) {

    static final String METHOD = "/method/";

    /**
     * Creates a target from a URI that another client has encoded. The rules for unencoded targets apply to it.
     *
     * @param template the name of the target in metrics and traces; its app ID is literal
     * @param root the target of the root of the application
     * @param verb a verb, in any letter case
     * @param uri the encoded request target
     * @throws IllegalArgumentException if it is not below that root, or breaks a rule for targets; the message does not repeat
     *         it
     */
    public static ResolvedTarget encoded(TargetTemplate template, ResolvedTarget root, String verb, String uri) {
        if (!uri.startsWith(root.uri())) {
            throw new IllegalArgumentException("a call must go to " + root.uri() + " or below it");
        }
        EncodedTarget.check(uri, root.uri().length());
        return new ResolvedTarget(TargetSyntax.verb(verb), uri, root.appIdStart(), template);
    }

    /**
     * @param parameters query parameters, encoded here
     * @return this target with the parameters after its query
     * @throws IllegalArgumentException if a parameter is not well-formed text
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
        return new ResolvedTarget(verb, extended.toString(), appIdStart, template);
    }

    /**
     * @return the encoded path of the request, without its query; a URL in the place of the app ID is reduced to host and port
     */
    public String path() {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        String authority = template.authority();
        return authority == null ? path
                : path.substring(0, appIdStart) + authority + path.substring(path.indexOf(METHOD, appIdStart));
    }

    /**
     * @return the encoded query, {@code null} if there is none
     */
    public String query() {
        int query = uri.indexOf('?');
        return query < 0 ? null : uri.substring(query + 1);
    }

    /**
     * Decoded on demand, because only failures and filters need it.
     *
     * @return the target as failures name it, without its query
     */
    public InvocationTarget describe() {
        int appIdEnd = uri.indexOf(METHOD, appIdStart);
        int query = uri.indexOf('?', appIdEnd);
        String method = uri.substring(appIdEnd + METHOD.length(), query < 0 ? uri.length() : query);
        return new InvocationTarget(decode(uri.substring(appIdStart, appIdEnd)), decode(method), verb.name());
    }

    /**
     * The target template for metrics and traces: with its placeholders and without their values, to bound cardinality.
     *
     * @return the called verb; the declared method name without its query, empty for the root; the declared app ID, which is
     *         resolved if there is an allow-list, and reduced to host and port if it is a URL
     */
    public InvocationTarget outline() {
        return template.outline(this);
    }

    /**
     * @return the target as in failures, but a URL in the place of the app ID is reduced to host and port
     */
    public InvocationTarget describeWithoutUrl() {
        InvocationTarget described = describe();
        String authority = template.authority();
        return authority == null ? described
                : new InvocationTarget(authority, described.methodName(), described.httpVerb());
    }

    /**
     * @return the target in the form {@code POST orders/create}, encoded, so that it is always one line of ASCII; a URL in the
     *         place of the app ID is reduced to host and port
     */
    public String toLine() {
        int appIdEnd = uri.indexOf(METHOD, appIdStart);
        int query = uri.indexOf('?', appIdEnd);
        String authority = template.authority();
        return verb.name() + " " + (authority != null ? authority : uri.substring(appIdStart, appIdEnd)) + "/"
                + uri.substring(appIdEnd + METHOD.length(), query < 0 ? uri.length() : query);
    }

    private static String decode(String encoded) {
        // A plus sign has no special meaning in a path, but the decoder applies the rules of forms
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
