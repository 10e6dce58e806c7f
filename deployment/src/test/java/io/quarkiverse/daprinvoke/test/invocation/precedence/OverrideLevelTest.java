package io.quarkiverse.daprinvoke.test.invocation.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The parameters of a call win over the configuration of the emitter, which wins over its annotation, member by member.
 */
class OverrideLevelTest {

    private static final String EMITTER = "quarkus.dapr-invoke.emitter.";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey(EMITTER + "\"app\".app-id", "configured-app")
            .overrideRuntimeConfigKey(EMITTER + "\"method\".method-name", "configured/method")
            .overrideRuntimeConfigKey(EMITTER + "\"verb\".http-verb", "patch")
            .overrideRuntimeConfigKey(EMITTER + "\"type\".content-type", "text/configured")
            .overrideRuntimeConfigKey(EMITTER + "\"all of it\".app-id", "configured-app")
            .overrideRuntimeConfigKey(EMITTER + "\"all of it\".method-name", "configured/{what}")
            .overrideRuntimeConfigKey(EMITTER + "\"all of it\".http-verb", "patch")
            .overrideRuntimeConfigKey(EMITTER + "\"all of it\".content-type", "text/configured")
            .overrideRuntimeConfigKey(EMITTER + "only-a-name.app-id", "configured-app")
            .overrideRuntimeConfigKey(EMITTER + "only-a-name.method-name", "configured/method");

    @Inject
    @DaprInvoke(appId = "app", methodName = "method", httpVerb = "put", contentType = "text/declared")
    Emitter<String> annotated;

    @Inject
    @DaprInvoke(name = "app", appId = "app", methodName = "method", httpVerb = "put", contentType = "text/declared")
    Emitter<String> appId;

    @Inject
    @DaprInvoke(name = "method", appId = "app", methodName = "method", httpVerb = "put", contentType = "text/declared")
    Emitter<String> methodName;

    @Inject
    @DaprInvoke(name = "verb", appId = "app", methodName = "method", httpVerb = "put", contentType = "text/declared")
    Emitter<String> httpVerb;

    @Inject
    @DaprInvoke(name = "type", appId = "app", methodName = "method", httpVerb = "put", contentType = "text/declared")
    Emitter<String> contentType;

    @Inject
    @DaprInvoke(name = "all of it", appId = "app", methodName = "method", httpVerb = "put", contentType = "text/declared")
    Emitter<String> all;

    @Inject
    @DaprInvoke(name = "only-a-name")
    Emitter<String> onlyAName;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    private static void assertSent(Emitter<String> emitter, InvokeMethodParameters<String> parameters, String verb,
            String appId, String methodName, String contentType) {
        RawSidecar.Request request = Calls.sent(emitter.send(parameters.binding("what", "method")));
        assertThat(request.requestLine())
                .isEqualTo(verb + " /v1.0/invoke/" + appId + "/method/" + methodName + " HTTP/1.1");
        assertThat(request.header("content-type")).containsExactly(contentType);
        assertThat(request.text()).isEqualTo("body");
    }

    @Test
    void theAnnotationCountsWithoutConfiguration() {
        assertSent(annotated, InvokeMethodParameters.of("body"), "PUT", "app", "method", "text/declared");
    }

    @Test
    void theConfigurationOfOneMemberLeavesTheOthersToTheAnnotation() {
        InvokeMethodParameters<String> none = InvokeMethodParameters.of("body");
        assertSent(appId, none, "PUT", "configured-app", "method", "text/declared");
        assertSent(methodName, none, "PUT", "app", "configured/method", "text/declared");
        assertSent(httpVerb, none, "PATCH", "app", "method", "text/declared");
        assertSent(contentType, none, "PUT", "app", "method", "text/configured");
    }

    @Test
    void theConfigurationOfAllMembersWinsOverTheAnnotation() {
        assertSent(all, InvokeMethodParameters.of("body"), "PATCH", "configured-app", "configured/method",
                "text/configured");
    }

    @Test
    void theConfigurationIsEnoughForAnEmitterThatHasOnlyAName() {
        assertSent(onlyAName, InvokeMethodParameters.of("body"), "POST", "configured-app", "configured/method", "text/plain");
    }

    @ParameterizedTest
    @CsvSource({ "annotated,PUT,app,method,text/declared", "all,PATCH,configured-app,configured/method,text/configured",
            "onlyAName,POST,configured-app,configured/method,text/plain" })
    void theParametersWinMemberByMember(String emitter, String verb, String app, String method, String type) {
        Emitter<String> below = switch (emitter) {
            case "annotated" -> annotated;
            case "all" -> all;
            default -> onlyAName;
        };
        InvokeMethodParameters<String> none = InvokeMethodParameters.of("body");
        assertSent(below, none.appId("called"), verb, "called", method, type);
        assertSent(below, none.methodName("called/{what}"), verb, app, "called/method", type);
        assertSent(below, none.httpVerb("delete"), "DELETE", app, method, type);
        assertSent(below, none.contentType("text/called"), verb, app, method, "text/called");
        assertSent(below, none.appId("called").methodName("called").httpVerb("delete").contentType("text/called"), "DELETE",
                "called", "called", "text/called");
    }

    @Test
    void whatIsSetBackToNullIsNotSet() {
        assertSent(all, InvokeMethodParameters.of("body").appId("called").appId(null).methodName("called").methodName(null)
                .httpVerb("get").httpVerb(null).contentType("text/called").contentType(null), "PATCH", "configured-app",
                "configured/method", "text/configured");
    }

    @Test
    void oneCallSaysNothingToTheNext() {
        InvokeMethodParameters<String> none = InvokeMethodParameters.of("body");
        assertSent(annotated, none.appId("called").header("x-a", "b").query("a", "b"), "PUT", "called", "method?a=b",
                "text/declared");
        assertSent(annotated, none, "PUT", "app", "method", "text/declared");
    }
}
