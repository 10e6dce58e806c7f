package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Base64;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.RawRequest;
import io.quarkiverse.daprinvoke.daprd.support.RawRequest.Answer;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The effect in the sidecar of requests that the extension refuses to send.
 */
@QuarkusTest
class RefusedOnGoodGroundsTest {

    private static final String INVOKE = "/v1.0/invoke/";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    static Stream<Arguments> unknownVerbs() {
        return Topology.onBothRoutes(arguments("FOO"), arguments("PROPFIND"), arguments("FOO-BAR"));
    }

    @ParameterizedTest
    @MethodSource("unknownVerbs")
    void unknownVerbsBecomePost(String route, String verb) {
        assertThat(raw(verb + " " + INVOKE + route + "/method/foo").status()).isEqualTo(200);
        assertThat(DAPR.target().call().verb()).isEqualTo("POST");
        assertVerbRefused(route, verb);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void connectIsAnError(String route) {
        Answer answer = raw("CONNECT " + INVOKE + route + "/method/foo");
        assertDaprError(answer, 500, route, "invalid HTTP verb");
        assertVerbRefused(route, "CONNECT");
    }

    private void assertVerbRefused(String route, String verb) {
        DAPR.target().reset();
        assertThat(Calls.failure(InvalidInvocationTargetException.class,
                caller.any.send(Calls.to(route, "foo").httpVerb(verb)))).hasMessageContaining("the HTTP verb must be");
        assertThat(DAPR.target().received()).isEmpty();
    }

    static Stream<Arguments> otherPaths() {
        return Topology.onBothRoutes(
                // An encoded slash separates
                arguments("a%2Fb", "/a/b"),
                // Text that is encoded twice is decoded twice, and encoded once again
                arguments("a%2523b", "/a%23b"),
                arguments("a%253Fb", "/a%3Fb"),
                arguments("100%2525", "/100%25"),
                arguments("a%252Fb", "/a%2Fb"),
                // Dot segments are resolved, encoded or not
                arguments("admin/../public", "/public"),
                arguments("admin%2F..%2Fpublic", "/public"),
                arguments("..%2Fpublic", "/public"),
                arguments("a%2Fb%2Fc%2F..%2F..%2F..%2Fpublic", "/public"),
                arguments("%2e%2e/%2e%2e/x", "/x"),
                arguments("%2e%2e/%2e%2e/%2e%2e/healthz", "/healthz"),
                arguments(".", "/"),
                arguments("x/.", "/x"),
                arguments("x/..", "/"),
                arguments("x/%2e%2e", "/"),
                // Empty segments are dropped
                arguments("public///extra", "/public/extra"),
                arguments("//foo", "/foo"));
    }

    @ParameterizedTest
    @MethodSource("otherPaths")
    void pathsAreChanged(String route, String method, String uri) {
        Answer answer = raw("POST " + INVOKE + route + "/method/" + method);
        if (uri.equals("/healthz")) {
            // The target does not record these questions, which it answers with 404
            assertThat(answer.status()).isEqualTo(404);
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(DAPR.target().call().uri()).isEqualTo(uri);
        }
        assertMethodRefused(route, method.equals("//foo") ? "///foo" : method);
    }

    static Stream<Arguments> errors() {
        return Topology.onBothRoutes(
                arguments("test%23stream", "method contains forbidden character"),
                arguments("test#stream", "method contains forbidden character"),
                arguments("test%3Fstream", "method contains forbidden character"),
                arguments("test%25stream", "invalid URL escape"),
                arguments("test%00stream", "method contains forbidden character"),
                arguments("test%0Dstream", "method contains control character"),
                arguments("test%1Fstream", "method contains control character"),
                arguments("test%7Fstream", "method contains control character"),
                arguments("a%23b%3Fc%25d", "method contains forbidden character"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void charactersAreErrors(String route, String method, String message) {
        assertDaprError(raw("POST " + INVOKE + route + "/method/" + method), 500, route, message);
        assertMethodRefused(route, method);
        // Like the text of these escapes, in a place without a query
        assertValueRefused(route, method.replace("%23", "#").replace("%3F", "?").replace("%25", "%").replace("%00", "\0")
                .replace("%0D", "\r").replace("%1F", "\u001f").replace("%7F", "\u007f"));
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void malformedEscapesAreNoHttp(String route) {
        Answer answer = raw("POST " + INVOKE + route + "/method/a%zzb");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("400 Bad Request");
        assertMethodRefused(route, "a%zzb");
    }

    /** The endpoint gets what the sidecar of an application cannot be sent. */
    @Test
    void noUtf8IsAnErrorOnlyBetweenSidecars() {
        assertDaprError(raw("POST " + INVOKE + TARGET + "/method/a%FFb"), 500, TARGET, "string field contains invalid UTF-8");
        assertThat(raw("POST " + INVOKE + "endpoint/method/a%FFb").status()).isEqualTo(200);
        assertThat(DAPR.target().call().uri()).isEqualTo("/a%FFb");
        assertMethodRefused(TARGET, "a\ud800b");
    }

    static Stream<Arguments> backSlashes() {
        return Topology.onBothRoutes(arguments("a%5Cb"), arguments("a\\b"));
    }

    /** A backslash goes through, and is a slash to some applications. */
    @ParameterizedTest
    @MethodSource("backSlashes")
    void backSlashesArePassedOn(String route, String method) {
        assertThat(raw("POST " + INVOKE + route + "/method/" + method).status()).isEqualTo(200);
        assertThat(DAPR.target().call().uri()).isEqualTo("/a%5Cb");
        assertMethodRefused(route, "a\\b");
    }

    /** These two are harmless; with POST and shutdown it would have been the end of the sidecar, see {@link ShutdownTest}. */
    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void dotsLeadToOtherApisOfTheSidecar(String route) {
        Answer metadata = raw("GET " + INVOKE + route + "/method/../../../metadata");
        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.body()).startsWith("{\"id\":\"caller\"");
        assertThat(raw("GET " + INVOKE + route + "/method/../../../healthz").status()).isEqualTo(204);
        Answer secrets = raw("GET " + INVOKE + route + "/method/../../../secrets/vault/key");
        assertThat(secrets.body()).contains("\"errorCode\":\"ERR_SECRET_STORES_NOT_CONFIGURED\"");
        Answer state = raw("POST " + INVOKE + route + "/method/../../../state/store");
        assertThat(state.body()).contains("\"errorCode\":\"ERR_STATE_STORE_NOT_CONFIGURED\"");
        assertThat(DAPR.target().received()).isEmpty();
        for (String method : new String[] { "../../../metadata", "../../../healthz", "../../../secrets/vault/key",
                "../../../state/store", "../../../shutdown" }) {
            assertMethodRefused(route, method);
        }
    }

    private void assertMethodRefused(String route, String method) {
        DAPR.target().reset();
        assertThat(Calls.failure(InvalidInvocationTargetException.class,
                caller.any.send(Calls.to(route, method)))).hasMessageStartingWith("The target of the call is invalid: ");
        assertThat(DAPR.target().received()).isEmpty();
    }

    private void assertValueRefused(String route, String value) {
        assertThat(Calls.failure(InvalidInvocationTargetException.class, caller.placeholders.send(InvokeMethodParameters
                .of(null).binding("appId", route).binding("first", value).binding("second", "b").binding("verb", "post"))))
                .hasMessageContaining("the value of a placeholder must be the text of one path segment");
        assertThat(DAPR.target().received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "endpoint/method", "endpoint", "/method/foo", "endpoint/methods/foo" })
    void noAppIdOrNoMethod(String rest) {
        assertNoAppId(raw("POST " + INVOKE + rest));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a/b" })
    void emptyParts(String methodOrAppId) {
        DAPR.target().reset();
        Calls.failure(InvalidInvocationTargetException.class, caller.any.send(Calls.to(TARGET, "")));
        Calls.failure(InvalidInvocationTargetException.class, caller.any.send(Calls.to(methodOrAppId, "foo")));
        assertThat(DAPR.target().received()).isEmpty();
    }

    static Stream<Arguments> doubledSlashes() {
        return Topology.onBothRoutes(arguments("/v1.0////invoke/%s/method/foo"), arguments("//v1.0/invoke/%s/method/foo"),
                arguments("/v1.0/invoke/%s/method//foo"));
    }

    @ParameterizedTest
    @MethodSource("doubledSlashes")
    void doubledSlashesAreDropped(String route, String target) {
        assertThat(raw("POST " + target.formatted(route)).status()).isEqualTo(200);
        assertThat(DAPR.target().call().uri()).isEqualTo("/foo");
    }

    /** Not all of them. */
    @Test
    void aDoubledSlashBehindTheAppIdIsAPartOfIt() {
        assertDaprError(raw("POST /v1.0//invoke//endpoint//method//foo"), 500, "endpoint/", "couldn't find service: endpoint/");
    }

    static Stream<Arguments> otherAppIds() {
        return Stream.of(
                // Decoded twice
                arguments("endp%6fint", "endp%6fint", "/foo"),
                arguments("endp%256fint", "endp%256fint", "/foo"),
                // The path is split at the first /method/
                arguments("endpoint%2Fmethod%2Fx", "endpoint/method/x", "/x/method/foo"),
                // URLs are called
                arguments("http://127.0.0.1:%d", "http://127.0.0.1:%d", "/foo"),
                arguments("http%%3A%%2F%%2F127.0.0.1%%3A%d", "http%%3A%%2F%%2F127.0.0.1%%3A%d", "/foo"),
                arguments("http%%3A%%2F%%2F127.0.0.1%%3A%d%%2Fbase", "http://127.0.0.1:%d/base", "/base/foo"));
    }

    @ParameterizedTest
    @MethodSource("otherAppIds")
    void appIdsThatLeadElsewhere(String raw, String given, String uri) {
        boolean url = raw.startsWith("http");
        String appId = url ? raw.formatted(DAPR.target().port()) : raw;
        assertThat(raw("POST " + INVOKE + appId + "/method/foo").status()).isEqualTo(200);
        assertThat(DAPR.target().call().uri()).isEqualTo(uri);
        assertAppIdRefused(url ? given.formatted(DAPR.target().port()) : given);
    }

    static Stream<Arguments> unknownAppIds() {
        return Stream.of(
                arguments("a.b.c", "a.b.c", "a.b.c"),
                arguments("..", "..", ".."),
                arguments("%2e%2e", "%2e%2e", ".."),
                // A plus sign becomes a space, encoded or not
                arguments("t+b", "t+b", "t b"),
                arguments("t%2Bb", "t%2Bb", "t b"),
                arguments("target%3Fx", "target?x", "target?x"),
                arguments("target%23x", "target#x", "target#x"),
                arguments("target%0A", "target\n", "target\\n"),
                arguments("%20", " ", " "));
    }

    @ParameterizedTest
    @MethodSource("unknownAppIds")
    void appIdsThatLeadNowhere(String raw, String given, String understood) {
        assertDaprError(raw("POST " + INVOKE + raw + "/method/foo"), 500, understood, "");
        assertAppIdRefused(given);
    }

    private void assertAppIdRefused(String appId) {
        DAPR.target().reset();
        assertThat(Calls.failure(InvalidInvocationTargetException.class, caller.any.send(Calls.to(appId, "foo"))))
                .hasMessageContaining("an app ID must be a name");
        assertThat(DAPR.target().received()).isEmpty();
    }

    @Test
    void aHeaderOverridesTheAppId() {
        Answer answer = raw("POST " + INVOKE + TARGET + "/method/foo", "dapr-app-id: endpoint");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(DAPR.target().call().uri()).isEqualTo(INVOKE + TARGET + "/method/foo");
        assertThat(DAPR.target().call().headers().contains("dapr-app-id")).isFalse();
        assertHeaderRefused("dapr-app-id", "endpoint");
    }

    @Test
    void aHeaderCanStandForTheAppId() {
        assertThat(raw("POST /foo", "dapr-app-id: " + TARGET).head()).doesNotContain("dapr-app-id");
        assertThat(DAPR.target().call().uri()).isEqualTo("/foo");
        assertThat(DAPR.target().call().headers().contains("dapr-app-id")).isFalse();
        // Unless the path is one of the sidecar's
        assertThat(raw("GET /v1.0/metadata", "dapr-app-id: " + TARGET).body()).startsWith("{\"id\":\"caller\"");
        assertThat(DAPR.target().received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "dapr-app-id:endpoint", "DAPR-APP-ID:endpoint" })
    void credentialsOverrideTheAppId(String credentials) {
        String value = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes());
        assertThat(raw("POST " + INVOKE + TARGET + "/method/foo", "Authorization: " + value).status()).isEqualTo(200);
        Received call = DAPR.target().call();
        assertThat(call.uri()).isEqualTo(INVOKE + TARGET + "/method/foo");
        assertThat(call.headers().get("authorization")).isEqualTo(value);
        assertHeaderRefused("authorization", value);
    }

    /** This daprd does not take these for an app ID; they are refused all the same. */
    @ParameterizedTest
    @ValueSource(strings = { "basic ZGFwci1hcHAtaWQ6ZW5kcG9pbnQ=", "Basic  ZGFwci1hcHAtaWQ6ZW5kcG9pbnQ=",
            "Basic ZGFwci1hcHAtaWQ6ZW5kcG9pbnQ", "Basic ZGFwci1hcHAtaWQ6YTpi" })
    void credentialsThatAreNotQuiteThat(String value) {
        raw("POST " + INVOKE + TARGET + "/method/foo", "Authorization: " + value);
        assertThat(DAPR.target().call().uri()).isEqualTo("/foo");
        assertHeaderRefused("authorization", value);
    }

    static Stream<Arguments> connectionHeaders() {
        return Topology.onBothRoutes(arguments("keep-alive", "timeout=5"), arguments("proxy-connection", "keep-alive"),
                arguments("upgrade", "foo"), arguments("te", "trailers"), arguments("trailer", "x-t"),
                arguments("http2-settings", "abc"), arguments("proxy-authorization", "Basic abc"),
                arguments("proxy-authenticate", "Basic"), arguments("destination-app-id", "endpoint"),
                arguments("x-some-bin", "YWJj"));
    }

    @ParameterizedTest
    @MethodSource("connectionHeaders")
    void headersThatDoNotArrive(String route, String name, String value) {
        raw("POST " + INVOKE + route + "/method/foo", name + ": " + value, "x-custom: a");
        Received call = DAPR.target().call();
        assertThat(call.headers().get("x-custom")).isEqualTo("a");
        if (route.equals(ENDPOINT) || !name.equals("destination-app-id")) {
            assertThat(call.headers().contains(name)).isFalse();
        }
        assertHeaderRefused(name, value);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void headersThatAConnectionNames(String route) {
        raw("POST " + INVOKE + route + "/method/foo", "Connection: x-named", "x-named: 1", "x-other: 2");
        assertThat(DAPR.target().call().headers().contains("x-named")).isFalse();
        assertThat(DAPR.target().call().headers().get("x-other")).isEqualTo("2");
        assertHeaderRefused("connection", "x-named");
    }

    /** In addition to the headers of the sidecar, in an undefined order. An HTTP endpoint receives the forged one only. */
    @ParameterizedTest
    @ValueSource(strings = { "dapr-caller-app-id", "dapr-caller-namespace", "dapr-callee-app-id" })
    void forgedIdentity(String name) {
        raw("POST " + INVOKE + TARGET + "/method/foo", name + ": evil");
        assertThat(DAPR.target().call().headers().getAll(name)).hasSize(2).contains("evil");
        DAPR.target().reset();
        raw("POST " + INVOKE + "endpoint/method/foo", name + ": evil");
        assertThat(DAPR.target().call().headers().getAll(name)).containsExactly("evil");
        assertHeaderRefused(name, "evil");
    }

    /** Header values travel between sidecars as UTF-8, and not at all if they are something else. */
    @Test
    void headerValuesThatAreNotUtf8() {
        assertDaprError(raw("POST " + INVOKE + TARGET + "/method/foo", "x-name: caf\u00e9"), 500, TARGET,
                "string field contains invalid UTF-8");
        raw("POST " + INVOKE + "endpoint/method/foo", "x-name: caf\u00e9");
        assertThat(DAPR.target().call().headers().get("x-name")).isEqualTo("caf\u00e9");
        assertHeaderRefused("x-name", "caf\u00e9");
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void spacesAroundHeaderValuesDoNotArrive(String route) {
        raw("POST " + INVOKE + route + "/method/foo", "x-name:   a b \t");
        assertThat(DAPR.target().call().headers().getAll("x-name")).containsExactly("a b");
        assertHeaderRefused("x-name", "a b \t");
        assertHeaderRefused("x-name", " a b");
    }

    private void assertHeaderRefused(String name, String value) {
        assertThatThrownBy(() -> InvokeMethodParameters.of(null).header(name, value))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(name);
    }

    private Answer raw(String requestLine, String... headers) {
        return RawRequest.send(DAPR.callerSidecar(), requestLine, headers);
    }

    private static void assertDaprError(Answer answer, int status, String appId, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("content-type: application/json");
        assertThat(answer.body())
                .startsWith("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: " + appId + ", err: ")
                .contains(message);
        assertThat(DAPR.target().received()).isEmpty();
    }

    private static void assertNoAppId(Answer answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"errorCode\":\"ERR_DIRECT_INVOKE\","
                + "\"message\":\"failed getting app id either from the URL path or the header dapr-app-id\"}");
        assertThat(DAPR.target().received()).isEmpty();
    }
}
