package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * App IDs, methods and queries: their form in the request line, and those that are refused because the sidecar or the called
 * application would interpret them differently.
 */
class TargetRowsTest {

    private static final List<String> HEADERS = List.of("content-type: text/plain", "content-length: 1");

    private static final String INVALID = "The target of the call is invalid: ";
    private static final String APP_ID_RULE = INVALID + "an app ID must be a name, optionally followed by a dot and a "
            + "namespace, without white space, control characters or any of / \\ ? # % +";
    private static final String METHOD_RULE = INVALID + "a method name must be a path without empty or dot segments, control "
            + "characters or any of \\ # %";
    private static final String VALUE_RULE = INVALID + "the value of a placeholder must be the text of one path segment: not "
            + "empty, no dot segment, without control characters or any of / \\ ? # %";
    private static final String QUERY_RULE = INVALID + "a query must not contain control characters or '#', and each '%' must "
            + "be followed by two hexadecimal digits";

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app()
            .overrideRuntimeConfigKey("with-slash", StrictSidecar.get().url() + "/")
            .overrideRuntimeConfigKey("target.app-id", "a")
            .overrideRuntimeConfigKey("target.method", "configured");

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<String> emitter;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo", daprAddress = "${with-slash}")
    Emitter<String> withSlash;

    @Inject
    @DaprInvoke(appId = "${target.app-id}", methodName = "${target.method}")
    Emitter<String> ofExpressions;

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "find/{value}")
    Emitter<String> ofPlaceholders;

    @BeforeEach
    void answer() {
        StrictSidecar.get().answer(RawSidecar.ok(""));
    }

    @RowCases
    @CsvSource({ "1, the declared application and method", "6, no verb declared is POST" })
    void asDeclared(int row, String about) {
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send("x")), "POST /v1.0/invoke/a/method/foo HTTP/1.1", HEADERS, "x");
    }

    @RowCases
    @CsvSource("13, a base address that ends with a slash")
    void noDoubleSlash(int row, String about) {
        StrictCalls.assertRequest(StrictCalls.sent(withSlash.send("x")), "POST /v1.0/invoke/a/method/foo HTTP/1.1", HEADERS,
                "x");
    }

    @RowCases
    @CsvSource("116, names of settings are resolved when the application starts")
    void settings(int row, String about) {
        StrictCalls.assertRequest(StrictCalls.sent(ofExpressions.send("x")),
                "POST /v1.0/invoke/a/method/configured HTTP/1.1", HEADERS, "x");
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                arguments(10, "several segments", "multiple/segments", "multiple/segments"),
                arguments(11, "a leading slash", "/foo", "foo"),
                arguments(14, "the root of the application", "/", ""),
                arguments(17, "a query, byte for byte", "foo?x=1&y=a%20b&z=%26", "foo?x=1&y=a%20b&z=%26"),
                arguments(17, "a query in lower case escapes", "foo?x=%2f+%c3%a9", "foo?x=%2f+%c3%a9"),
                arguments(18, "a query without a value", "test?stream", "test?stream"),
                arguments(20, "a blank", "a b", "a%20b"),
                arguments(21, "a plus sign", "a+b", "a+b"),
                arguments(22, "letters beyond ASCII", "caf\u00e9/\u65e5", "caf%C3%A9/%E6%97%A5"),
                arguments(22, "a character beyond the basic plane", "\ud83d\ude00", "%F0%9F%98%80"),
                arguments(23, "what a segment may hold as it is", "a:b;c=1,d@e!$&'()*~_-.", "a:b;c=1,d@e!$&'()*~_-."),
                arguments(24, "a quote", "test\"stream", "test%22stream"),
                arguments(25, "an asterisk", "test*stream", "test*stream"),
                arguments(25, "other characters that are encoded", "a<b>c^d`e|f[g]", "a%3Cb%3Ec%5Ed%60e%7Cf%5Bg%5D"),
                arguments(44, "dots that are no dot segment", "..a/b../.../.x", "..a/b../.../.x"));
    }

    @RowCases
    @MethodSource("methods")
    void method(int row, String about, String method, String encoded) {
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send(InvokeMethodParameters.of("x").methodName(method))),
                "POST /v1.0/invoke/a/method/" + encoded + " HTTP/1.1", HEADERS, "x");
    }

    static Stream<Arguments> appIds() {
        return Stream.of(
                arguments(47, "an application of another namespace", "app.ns", "app.ns"),
                arguments(50, "the name of an HTTP endpoint", "mywebsite", "mywebsite"),
                arguments(54, "letter case is kept", "Dapr-App", "Dapr-App"),
                arguments(54, "an underscore and a tilde", "a_b~1", "a_b~1"),
                arguments(53, "characters that are encoded", "a:b@\u00e9", "a%3Ab%40%C3%A9"));
    }

    @RowCases
    @MethodSource("appIds")
    void appId(int row, String about, String appId, String encoded) {
        String requestLine = "POST /v1.0/invoke/" + encoded + "/method/foo HTTP/1.1";
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send(InvokeMethodParameters.of("x").appId(appId))), requestLine,
                HEADERS, "x");
        StrictCalls.assertRequest(StrictCalls.sent(ofPlaceholders.send(
                InvokeMethodParameters.of("x").methodName("foo").binding("app", appId))), requestLine, HEADERS, "x");
    }

    static Stream<Arguments> refusedMethods() {
        return Stream.of(
                arguments(27, "a number sign", "test#stream", METHOD_RULE),
                arguments(29, "a percent sign", "test%stream", METHOD_RULE),
                arguments(30, "NUL", "test\0stream", METHOD_RULE),
                arguments(30, "a carriage return", "test\rstream", METHOD_RULE),
                arguments(31, "several of them", "a#b?c%d", METHOD_RULE),
                arguments(32, "a number sign, encoded twice", "a%2523b", METHOD_RULE),
                arguments(32, "a question mark, encoded twice", "a%253Fb", METHOD_RULE),
                arguments(32, "a percent sign, encoded twice", "100%2525", METHOD_RULE),
                arguments(32, "a slash, encoded twice", "a%252Fb", METHOD_RULE),
                arguments(33, "an encoded slash", "a%2Fb", METHOD_RULE),
                arguments(34, "a malformed escape", "a%zzb", METHOD_RULE),
                arguments(34, "a malformed escape in the query", "a?b%zz", QUERY_RULE),
                arguments(35, "the parent, in the middle", "admin/../public", METHOD_RULE),
                arguments(36, "the parent behind an encoded slash", "admin%2F..%2Fpublic", METHOD_RULE),
                arguments(36, "the parent before an encoded slash", "..%2Fpublic", METHOD_RULE),
                arguments(36, "the parent, many times", "a%2Fb%2Fc%2F..%2F..%2F..%2Fpublic", METHOD_RULE),
                arguments(37, "the parent, to get around access control", "public%2F..%2Funauthorized", METHOD_RULE),
                arguments(40, "empty segments", "public///extra", METHOD_RULE),
                arguments(41, "the shutdown of the sidecar", "../../../shutdown", METHOD_RULE),
                arguments(42, "the secrets of the sidecar", "../../../secrets/vault/key", METHOD_RULE),
                arguments(42, "the state of the sidecar", "../../../state/s", METHOD_RULE),
                arguments(43, "the parent, encoded", "%2e%2e/%2e%2e/x", METHOD_RULE),
                arguments(44, "the same directory", ".", METHOD_RULE),
                arguments(44, "the same directory at the end", "x/.", METHOD_RULE),
                arguments(44, "the parent at the end", "x/..", METHOD_RULE));
    }

    @RowCases
    @MethodSource("refusedMethods")
    void refusedMethod(int row, String about, String method, String message) {
        assertRefused(emitter, InvokeMethodParameters.of("x").methodName(method), message);
        assertRefused(emitter, InvokeMethodParameters.of("x").httpVerb("get").methodName(method), message);
    }

    static Stream<Arguments> refusedValues() {
        return Stream.of(
                arguments(27, "a number sign in a value", "test#stream", VALUE_RULE),
                arguments(28, "a question mark in a value", "test?stream", VALUE_RULE),
                arguments(29, "a percent sign in a value", "test%stream", VALUE_RULE),
                arguments(30, "NUL in a value", "test\0stream", VALUE_RULE),
                arguments(30, "a carriage return in a value", "test\rstream", VALUE_RULE),
                arguments(33, "a slash in a value", "a/b", VALUE_RULE),
                arguments(33, "an encoded slash in a value", "a%2Fb", VALUE_RULE),
                arguments(36, "the parent and a slash in a value", "../public", VALUE_RULE),
                arguments(40, "an empty value", "", VALUE_RULE),
                arguments(43, "the parent, encoded, in a value", "%2e%2e", VALUE_RULE),
                arguments(44, "the parent as a value", "..", METHOD_RULE));
    }

    @RowCases
    @MethodSource("refusedValues")
    void refusedValue(int row, String about, String value, String message) {
        assertRefused(ofPlaceholders, InvokeMethodParameters.of("x").binding("app", "a").binding("value", value), message);
    }

    static Stream<Arguments> refusedAppIds() {
        return Stream.of(
                arguments(42, "the parent", ".."),
                arguments(48, "two dots", "a.b.c"),
                arguments(53, "empty", ""),
                arguments(53, "a blank", " "),
                arguments(53, "a slash", "a/b"),
                arguments(53, "a question mark", "a?b"),
                arguments(53, "a number sign", "a#b"),
                arguments(53, "a percent sign", "a%62"),
                arguments(53, "a plus sign", "a+b"),
                arguments(53, "a back slash", "a\\b"),
                arguments(53, "a line feed", "a\nb"),
                arguments(53, "the same directory", "."),
                arguments(53, "a whole path of its own", "a/method/x"),
                arguments(53, "a whole path of its own, encoded", "a%2Fmethod%2Fx"));
    }

    @RowCases
    @MethodSource("refusedAppIds")
    void refusedAppId(int row, String about, String appId) {
        assertRefused(emitter, InvokeMethodParameters.of("x").appId(appId), APP_ID_RULE);
        assertRefused(ofPlaceholders, InvokeMethodParameters.of("x").binding("app", appId).binding("value", "v"), APP_ID_RULE);
    }

    static Stream<Arguments> emptyOverrides() {
        String methodRule = INVALID + "a method name must not be empty; a lone '/' invokes the root of the application";
        return Stream.of(
                arguments(15, "no method at all", null, "", null, methodRule),
                arguments(83, "a call that names an empty app ID", "", null, null, APP_ID_RULE),
                arguments(83, "a call that names an empty method", null, "", null, methodRule),
                arguments(83, "a call that names an empty verb", null, null, "",
                        INVALID + "the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH"));
    }

    @RowCases
    @MethodSource("emptyOverrides")
    void emptyOverride(int row, String about, String appId, String method, String verb, String message) {
        assertRefused(emitter, InvokeMethodParameters.of("x").appId(appId).methodName(method).httpVerb(verb), message);
    }

    @RowCases
    @CsvSource({ "115, a placeholder of the app ID without a value, app, value",
            "115, a placeholder of the method without a value, value, app" })
    void missingValue(int row, String about, String missing, String given) {
        assertRefused(ofPlaceholders, InvokeMethodParameters.of("x").binding(given, "v"), "The placeholder {" + missing
                + "} has no value: set it with InvokeMethodParameters.binding(\"" + missing
                + "\", ..), or make the call within a Quarkus REST request that has a path parameter of that name");
    }

    @RowCases
    @CsvSource({ "118, an error does not repeat a method that was refused, a, private/../place",
            "118, an error does not repeat an app ID that was refused, private/place, m" })
    void nothingIsRepeated(int row, String about, String appId, String method) {
        InvalidInvocationTargetException failure = Calls.failure(InvalidInvocationTargetException.class,
                emitter.send(InvokeMethodParameters.of("x").appId(appId).methodName(method)));
        assertThat(failure.toString()).doesNotContain("private", "place");
        Calls.assertTarget(failure, "POST", "a", "foo");
    }

    private void assertRefused(Emitter<String> refusing, InvokeMethodParameters<String> parameters, String message) {
        assertThat(Calls.failure(InvalidInvocationTargetException.class, refusing.send(parameters))).hasMessage(message)
                .hasNoCause();
        StrictCalls.assertNothingSentBefore(withSlash.send("later"), "POST /v1.0/invoke/a/method/foo HTTP/1.1");
    }
}
