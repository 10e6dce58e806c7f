package io.quarkiverse.daprinvoke.runtime.request;

import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.vertx.core.http.HttpMethod;

/**
 * The declared target of an emitter, checked once. A target without placeholders is resolved once, by its first call.
 */
public final class TargetTemplate {

    private static final String INVOKE = "/v1.0/invoke/";

    /** The default verb, which most emitters share. */
    private static final Template POST = Template.parse("POST");

    private final String basePath;
    private final AppIdTemplate appId;
    private final AllowedAppIds allowed;
    private final Template methodName;
    private final Template httpVerb;
    private final String query;
    private final boolean literal;
    private final boolean appIdOfCall;
    private final boolean methodNameOfCall;
    private final boolean httpVerbOfCall;
    // Created by the first call and not at the start, which loading the verbs would slow down. A race is harmless
    private HttpMethod verb;
    private ResolvedTarget fixed;
    private InvocationTarget outline;

    private TargetTemplate(String basePath, AppIdTemplate appId, AllowedAppIds allowed, Template methodName,
            Template httpVerb, String query, boolean appIdOfCall, boolean methodNameOfCall, boolean httpVerbOfCall) {
        this.basePath = basePath;
        this.appId = appId;
        this.allowed = allowed;
        this.methodName = methodName;
        this.httpVerb = httpVerb;
        this.query = query;
        this.appIdOfCall = appIdOfCall;
        this.methodNameOfCall = methodNameOfCall;
        this.httpVerbOfCall = httpVerbOfCall;
        this.literal = appId.isLiteral() && methodName.isLiteral() && httpVerb.isLiteral();
    }

    /**
     * @return a template that can call any application
     * @see #of(String, String, AllowedAppIds, String, String)
     */
    public static TargetTemplate of(String basePath, String appId, String methodName, String httpVerb) {
        return of(basePath, appId, null, methodName, httpVerb);
    }

    /**
     * @param basePath the path of the sidecar's base address, empty or with a leading and without a trailing slash
     * @param appId an app ID or a URL
     * @param allowed the allow-list of app IDs, also for {@link #with}, {@code null} to allow any
     * @throws IllegalArgumentException if a part can never be valid; the message is a rule that does not repeat the part
     */
    public static TargetTemplate of(String basePath, String appId, AllowedAppIds allowed, String methodName,
            String httpVerb) {
        int question = methodName.indexOf('?');
        String path = question < 0 ? methodName : methodName.substring(0, question);
        return new TargetTemplate(basePath, allowed(AppIdTemplate.declared(appId), allowed), allowed, methodTemplate(path),
                verbTemplate(httpVerb), question < 0 ? "" : query(methodName.substring(question + 1)), false, false, false);
    }

    /**
     * @throws IllegalArgumentException if this can never be an app ID or a URL, for any values of its placeholders
     */
    public static void checkAppId(String appId) {
        AppIdTemplate.declared(appId);
    }

    /**
     * @param allowed the allow-list of app IDs, {@code null} to allow any
     * @throws IllegalArgumentException if this can never be one of them, for any values of its placeholders
     */
    public static void checkAppId(String appId, AllowedAppIds allowed) {
        allowed(AppIdTemplate.declared(appId), allowed);
    }

    /**
     * @return whether this is a URL and not an app ID
     */
    public static boolean isUrl(String appId) {
        return AppIdUrl.is(appId);
    }

    /**
     * @throws IllegalArgumentException if this can never be a method name, for any values of its placeholders
     */
    public static void checkMethodName(String methodName) {
        of("", "any", methodName, "POST");
    }

    /**
     * @throws IllegalArgumentException if this can never be a verb, for any values of its placeholders
     */
    public static void checkHttpVerb(String httpVerb) {
        verbTemplate(httpVerb);
    }

    /**
     * @param httpVerb a verb without placeholders, in any letter case
     * @return the verb in upper case
     * @throws IllegalArgumentException if it is not an allowed verb
     */
    public static String verb(String httpVerb) {
        return TargetSyntax.checkVerb(httpVerb);
    }

    /** Checked once if the app ID has no placeholders; otherwise checked for each call. */
    private static AppIdTemplate allowed(AppIdTemplate appId, AllowedAppIds allowed) {
        if (allowed != null && appId.isLiteral()) {
            allowed.check(appId.text());
        }
        return appId;
    }

    private static Template methodTemplate(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "a method name must not be empty; a lone '/' invokes the root of the application");
        }
        Template template = Template.parse(text.charAt(0) == '/' ? text.substring(1) : text);
        for (String literal : template.literals()) {
            TargetSyntax.checkPathPart(literal);
        }
        // Values of placeholders are never empty and never contain a slash
        TargetSyntax.checkSegments(String.join("x", template.literals()), 0);
        return template;
    }

    private static Template verbTemplate(String text) {
        if (text.equals(POST.text())) {
            return POST;
        }
        Template template = Template.parse(text);
        if (template.isLiteral()) {
            TargetSyntax.checkVerb(text);
        }
        return template;
    }

    private static String query(String text) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "the query of a method name must not contain placeholders; add such parameters to the call with "
                            + "query(name, value)");
        }
        StringBuilder encoded = new StringBuilder();
        if (!text.isEmpty()) {
            TargetSyntax.appendQuery(encoded.append('?'), text);
        }
        return encoded.toString();
    }

    /**
     * @param appId an app ID that may come from an untrusted caller, and is never a URL
     * @return this template, with parts replaced by those that are not {@code null}
     * @throws InvalidInvocationTargetException if one of them can never be valid, or the app ID is not allowed
     */
    public TargetTemplate with(String appId, String methodName, String httpVerb) {
        if (appId == null && methodName == null && httpVerb == null) {
            return this;
        }
        try {
            TargetTemplate changed = methodName == null ? this : of(basePath, "any", methodName, "POST");
            AppIdTemplate called = appId == null ? this.appId : allowed(AppIdTemplate.ofCall(appId), allowed);
            return new TargetTemplate(basePath, called, allowed, changed.methodName,
                    httpVerb == null ? this.httpVerb : verbTemplate(httpVerb), changed.query, appId != null,
                    methodName != null, httpVerb != null);
        } catch (IllegalArgumentException e) {
            throw invalid("The target of the call is invalid: " + e.getMessage());
        }
    }

    /**
     * @return whether it has no placeholders
     */
    public boolean isLiteral() {
        return literal;
    }

    /**
     * @param values the values of the placeholders
     * @return the target of a call
     * @throws InvalidInvocationTargetException if a placeholder has no value or an invalid one, or if the app ID is not allowed
     */
    public ResolvedTarget resolve(PlaceholderValues values) {
        ResolvedTarget known = fixed;
        if (known != null) {
            return known;
        }
        try {
            ResolvedTarget resolved = expand(values);
            if (literal) {
                fixed = resolved;
            }
            return resolved;
        } catch (IllegalArgumentException e) {
            throw invalid("The target of the call is invalid: " + e.getMessage());
        }
    }

    private ResolvedTarget expand(PlaceholderValues values) {
        HttpMethod verb = verb(values);
        StringBuilder uri = new StringBuilder(basePath.length() + methodName.text().length() + query.length() + 64);
        uri.append(basePath).append(INVOKE);
        int appIdStart = uri.length();
        appendAppId(uri, values);
        uri.append(ResolvedTarget.METHOD);
        int methodStart = uri.length();
        List<String> literals = methodName.literals();
        List<String> names = methodName.names();
        TargetSyntax.appendPath(uri, literals.get(0));
        for (int i = 0; i < names.size(); i++) {
            String value = value(names.get(i), values);
            TargetSyntax.checkValue(value);
            TargetSyntax.appendPath(uri, value);
            TargetSyntax.appendPath(uri, literals.get(i + 1));
        }
        TargetSyntax.checkSegments(uri, methodStart);
        return new ResolvedTarget(verb, uri.append(query).toString(), appIdStart, this);
    }

    private HttpMethod verb(PlaceholderValues values) {
        HttpMethod known = verb;
        if (known != null) {
            return known;
        }
        HttpMethod resolved = TargetSyntax.verb(text(httpVerb, values, null));
        if (httpVerb.isLiteral()) {
            verb = resolved;
        }
        return resolved;
    }

    private void appendAppId(StringBuilder uri, PlaceholderValues values) {
        if (appId.isLiteral()) {
            uri.append(appId.encoded());
            return;
        }
        String id = text(appId.template(), values, TargetSyntax::checkAppId);
        TargetSyntax.checkAppId(id);
        if (allowed != null) {
            allowed.check(id);
        }
        TargetSyntax.appendAppId(uri, id);
    }

    /** The optional check applies to each value. The caller checks the whole text. */
    private String text(Template template, PlaceholderValues values, Consumer<String> check) {
        if (template.isLiteral()) {
            return template.text();
        }
        if (template.isLonePlaceholder()) {
            return value(template.names().get(0), values);
        }
        StringBuilder text = new StringBuilder(template.literals().get(0));
        for (int i = 0; i < template.names().size(); i++) {
            String value = value(template.names().get(i), values);
            if (check != null) {
                check.accept(value);
            }
            TargetSyntax.requireRoom(text.length(), value);
            text.append(value).append(template.literals().get(i + 1));
        }
        return text.toString();
    }

    private String value(String name, PlaceholderValues values) {
        String value = values.get(name);
        if (value == null) {
            throw invalid("The placeholder {" + name + "} has no value: set it with InvokeMethodParameters.binding(\""
                    + name + "\", ..), or make the call within a Quarkus REST request that has a path parameter of that name");
        }
        return value;
    }

    /**
     * @return whether a part that does not come from the call has this placeholder
     */
    public boolean declares(String placeholder) {
        return !appIdOfCall && appId.template().names().contains(placeholder)
                || !methodNameOfCall && methodName.names().contains(placeholder)
                || !httpVerbOfCall && httpVerb.names().contains(placeholder);
    }

    /**
     * @return whether the app ID comes from the call, and there is no allow-list
     */
    public boolean hasUnboundedAppId() {
        return appIdOfCall && allowed == null;
    }

    /**
     * @return whether the method name comes from the call
     */
    public boolean hasUnboundedMethodName() {
        return methodNameOfCall;
    }

    InvocationTarget outline(ResolvedTarget resolved) {
        InvocationTarget known = outline;
        if (known != null) {
            return known;
        }
        boolean listed = !appId.isLiteral() && allowed != null;
        InvocationTarget made = outline(listed ? resolved.describe().appId() : appId.text(), resolved.verb().name());
        if (!listed && httpVerb.isLiteral()) {
            outline = made;
        }
        return made;
    }

    /**
     * @return like the template of a resolved target, with all its placeholders
     */
    public InvocationTarget outline() {
        return outline(appId.text(), httpVerb.isLiteral() ? verb(httpVerb.text()) : httpVerb.text());
    }

    private InvocationTarget outline(String appId, String verb) {
        String authority = authority();
        return new InvocationTarget(authority != null ? authority : appId, methodName.text(), verb);
    }

    /**
     * @return host and port of a URL in the place of the app ID, {@code null} if there is none
     */
    String authority() {
        return AppIdUrl.is(appId.text()) ? AppIdUrl.authority(appId.text()) : null;
    }

    /**
     * @param message the problem
     * @return a failure that names this target as it was declared
     */
    public InvalidInvocationTargetException invalid(String message) {
        return new InvalidInvocationTargetException(describe(), message);
    }

    /**
     * @return this target as it was declared, with its placeholders and without its query
     */
    public InvocationTarget describe() {
        return new InvocationTarget(appId.text(), methodName.text(), httpVerb.text());
    }
}
