package io.quarkiverse.daprinvoke;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

/**
 * All members of {@link InvokeMethodParameters} but the payload. Immutable: the {@code with} methods return a copy.
 */
final class CallMembers {

    static final CallMembers NONE = new CallMembers();

    private @Nullable String appId;
    private @Nullable String methodName;
    private @Nullable String httpVerb;
    private @Nullable String contentType;
    private @Nullable Chain<Parameter> headers;
    private @Nullable Chain<Parameter> query;
    private @Nullable Chain<Binding> bindings;
    private @Nullable Duration timeout;
    private @Nullable ResponseStream responseStream;

    private CallMembers() {
    }

    private CallMembers(CallMembers other) {
        appId = other.appId;
        methodName = other.methodName;
        httpVerb = other.httpVerb;
        contentType = other.contentType;
        headers = other.headers;
        query = other.query;
        bindings = other.bindings;
        timeout = other.timeout;
        responseStream = other.responseStream;
    }

    CallMembers withAppId(@Nullable String appId) {
        CallMembers copy = new CallMembers(this);
        copy.appId = appId;
        return copy;
    }

    CallMembers withMethodName(@Nullable String methodName) {
        CallMembers copy = new CallMembers(this);
        copy.methodName = methodName;
        return copy;
    }

    CallMembers withHttpVerb(@Nullable String httpVerb) {
        CallMembers copy = new CallMembers(this);
        copy.httpVerb = httpVerb;
        return copy;
    }

    CallMembers withContentType(@Nullable String contentType) {
        CallMembers copy = new CallMembers(this);
        copy.contentType = contentType;
        return copy;
    }

    CallMembers withHeader(String name, String value) {
        CallMembers copy = new CallMembers(this);
        copy.headers = Chain.add(headers, new Parameter(name, value), length(name, value), "headers");
        return copy;
    }

    CallMembers withQuery(String name, String value) {
        CallMembers copy = new CallMembers(this);
        copy.query = Chain.add(query, new Parameter(name, value), length(name, value), "query parameters");
        return copy;
    }

    CallMembers withBinding(String placeholder, String value) {
        CallMembers copy = new CallMembers(this);
        // Values have no length here: they count as a part of the target, which has a limit
        copy.bindings = Chain.add(bindings, new Binding(placeholder, value), 0, "bindings");
        return copy;
    }

    CallMembers withTimeout(@Nullable Duration timeout) {
        CallMembers copy = new CallMembers(this);
        copy.timeout = timeout;
        return copy;
    }

    CallMembers withResponseStream(@Nullable ResponseStream responseStream) {
        CallMembers copy = new CallMembers(this);
        copy.responseStream = responseStream;
        return copy;
    }

    private static long length(String name, String value) {
        return (long) name.length() + value.length();
    }

    @Nullable
    String appId() {
        return appId;
    }

    @Nullable
    String methodName() {
        return methodName;
    }

    @Nullable
    String httpVerb() {
        return httpVerb;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    List<Parameter> headers() {
        return Chain.list(headers);
    }

    List<Parameter> query() {
        return Chain.list(query);
    }

    Map<String, String> bindings() {
        Map<String, String> all = new HashMap<>();
        for (Binding binding : Chain.list(bindings)) {
            all.put(binding.placeholder, binding.value);
        }
        return Collections.unmodifiableMap(all);
    }

    @Nullable
    String binding(String placeholder) {
        Chain<Binding> chain = bindings;
        while (chain != null && !chain.last().placeholder.equals(placeholder)) {
            chain = chain.before();
        }
        return chain != null ? chain.last().value : null;
    }

    @Nullable
    Duration timeout() {
        return timeout;
    }

    @Nullable
    ResponseStream responseStream() {
        return responseStream;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallMembers o && Arrays.asList(values()).equals(Arrays.asList(o.values()));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values());
    }

    private @Nullable Object[] values() {
        // Names of headers have no letter case
        List<Parameter> named = headers().stream()
                .map(header -> new Parameter(header.name().toLowerCase(Locale.ROOT), header.value())).toList();
        return new @Nullable Object[] { appId, methodName, httpVerb, contentType, named, query(), bindings(), timeout,
                responseStream };
    }

    @Override
    public String toString() {
        return "appId=" + appId + ", methodName=" + withoutQuery() + ", httpVerb=" + httpVerb + ", contentType=" + contentType
                + ", headers=" + headers() + ", query=" + query() + ", bindings=" + bindings().keySet() + ", timeout="
                + timeout + (responseStream == null ? "" : ", responseStream=" + responseStream);
    }

    private @Nullable String withoutQuery() {
        int query = methodName == null ? -1 : methodName.indexOf('?');
        return query < 0 ? methodName : Objects.requireNonNull(methodName).substring(0, query) + "?..";
    }

    /** A chain instead of a map, because a call has few bindings and a map would cost more. */
    private record Binding(String placeholder, String value) {
    }
}
