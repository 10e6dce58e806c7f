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
 * @param appIdStart where in it the app ID starts
 * @param template what it was resolved from
 */
public record ResolvedTarget(HttpMethod verb, String uri, int appIdStart, TargetTemplate template) {

    static final String METHOD = "/method/";

    /**
     * Takes over a target that another client has encoded. What that client encoded is checked as if it had been given as text.
     *
     * @param template what the target is named by in metrics and traces; its app ID is literal
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
        return new ResolvedTarget(verb, extended.toString(), appIdStart, template);
    }

    /**
     * @return the encoded path of the request, without its query; of a URL in the place of the app ID it holds host and port
     *         alone
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
     * Made from the request target, because only failures and filters need it.
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
     * The target as metrics and traces group it: with its placeholders and without their values, so that few calls have one
     * of their own.
     *
     * @return the verb that is called; the method name as it was written, without its query, empty for the root; the app ID
     *         as it was written, but resolved if only listed ones may be called, and of a URL its host and port
     */
    public InvocationTarget outline() {
        return template.outline(this);
    }

    /**
     * @return the target as failures name it, but of a URL in the place of the app ID its host and port alone
     */
    public InvocationTarget describeWithoutUrl() {
        InvocationTarget described = describe();
        String authority = template.authority();
        return authority == null ? described
                : new InvocationTarget(authority, described.methodName(), described.httpVerb());
    }

    /**
     * @return the target in the form {@code POST orders/create}, encoded, so that whatever it names is one line of ASCII; of a
     *         URL in the place of the app ID it holds host and port alone
     */
    public String toLine() {
        int appIdEnd = uri.indexOf(METHOD, appIdStart);
        int query = uri.indexOf('?', appIdEnd);
        String authority = template.authority();
        return verb.name() + " " + (authority != null ? authority : uri.substring(appIdStart, appIdEnd)) + "/"
                + uri.substring(appIdEnd + METHOD.length(), query < 0 ? uri.length() : query);
    }

    private static String decode(String encoded) {
        // A plus sign is itself in a path; the decoder knows the rules of forms
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
