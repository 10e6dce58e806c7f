package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.payload.PayloadType;
import io.smallrye.config.SmallRyeConfig;

class EmitterSettingsFactoryTest {

    private static final String NAMED = "quarkus.dapr-invoke.emitter.\"payload\".";

    private final Map<String, String> properties = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    @Test
    void takesTheAnnotationIfNothingIsConfigured() {
        EmitterSettings settings = settings(definition("", "orders", "create", "put", "text/csv", "https://other/x"));
        assertThat(target(settings)).isEqualTo("PUT /x/v1.0/invoke/orders/method/create");
        assertThat(settings.contentType()).isEqualTo("text/csv");
        assertThat(settings.sidecar()).hasToString("https://other:443/x");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(problems).isEmpty();
    }

    @Test
    void takesTheConfiguredSidecarAndTheTypesContentTypeByDefault() {
        EmitterSettings settings = settings(definition("", "orders", "create", "POST", "", ""));
        assertThat(target(settings)).isEqualTo("POST /base/v1.0/invoke/orders/method/create");
        assertThat(settings.contentType()).isNull();
        assertThat(settings.sidecar()).hasToString("http://127.0.0.1:3500/base");
    }

    @Test
    void configurationOfTheEmitterWinsOverItsAnnotation() {
        properties.put(NAMED + "app-id", "configured");
        properties.put(NAMED + "method-name", "x/{id}");
        properties.put(NAMED + "http-verb", "get");
        properties.put(NAMED + "content-type", "text/plain");
        properties.put(NAMED + "dapr-address", "http://elsewhere");
        properties.put(NAMED + "request-timeout", "3s");
        EmitterSettings settings = settings(definition("payload", "{x", "..", "FOO", "\n", "nowhere"));
        assertThat(problems).isEmpty();
        assertThat(settings.target(InvokeMethodParameters.of("").binding("id", "7")).uri())
                .isEqualTo("/v1.0/invoke/configured/method/x/7");
        assertThat(settings.contentType()).isEqualTo("text/plain");
        assertThat(settings.sidecar()).hasToString("http://elsewhere:80");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void configurationOfAnotherEmitterDoesNotCount() {
        properties.put(NAMED + "app-id", "configured");
        properties.put("quarkus.dapr-invoke.request-timeout", "4s");
        EmitterSettings settings = settings(definition("other", "orders", "create", "POST", "", ""));
        assertThat(target(settings)).isEqualTo("POST /base/v1.0/invoke/orders/method/create");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void expressionsOfTheAnnotationAreResolved() {
        properties.put("orders.app", "orders");
        properties.put("sidecar", "http://h:1");
        EmitterSettings settings = settings(
                definition("", "${orders.app}", "${prefix:v1}/{id}", "${verb:get}", "${none:}", "${sidecar}"));
        assertThat(settings.target(InvokeMethodParameters.of("").binding("id", "7")).uri())
                .isEqualTo("/v1.0/invoke/orders/method/v1/7");
        assertThat(settings.contentType()).isNull();
        assertThat(settings.sidecar()).hasToString("http://h:1");
    }

    @Test
    void namesThePropertiesThatAnEmitterLacks() {
        assertThat(settings(definition("payload", "", "", "POST", "", ""))).isNull();
        assertThat(problems).containsExactly(
                "The emitter 'payload', injected at A#b, C#d, has no app-id: set quarkus.dapr-invoke.emitter.\"payload\".app-id",
                "The emitter 'payload', injected at A#b, C#d, has no method-name: set "
                        + "quarkus.dapr-invoke.emitter.\"payload\".method-name");
    }

    @Test
    void namesThePlaceOfAnAnnotationThatResolvesToNothing() {
        assertThat(settings(definition("", "${none:}", "create", "POST", "", ""))).isNull();
        assertThat(problems)
                .containsExactly("The app-id of @DaprInvoke at A#b, C#d is empty once its expressions are resolved");
    }

    @Test
    void namesThePropertyThatAnExpressionNeeds() {
        assertThat(settings(definition("", "orders", "x/${missing.one}", "POST", "", ""))).isNull();
        assertThat(problems).containsExactly(
                "The method-name of @DaprInvoke at A#b, C#d is invalid: the property missing.one is not set");
    }

    @Test
    void anEmitterHasAVerb() {
        assertThat(settings(definition("", "orders", "create", "${none:}", "", ""))).isNull();
        assertThat(settings(definition("payload", "orders", "create", "${none:}", "", ""))).isNull();
        assertThat(problems).containsExactly(
                "The http-verb of @DaprInvoke at A#b, C#d is empty once its expressions are resolved",
                "The emitter 'payload', injected at A#b, C#d, has no http-verb: set "
                        + "quarkus.dapr-invoke.emitter.\"payload\".http-verb");
    }

    @Test
    void aConfiguredVerbStandsForOneThatResolvesToNothing() {
        properties.put(NAMED + "http-verb", "put");
        assertThat(target(settings(definition("payload", "orders", "create", "${none:}", "", ""))))
                .isEqualTo("PUT /base/v1.0/invoke/orders/method/create");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "x,create,POST,'',''", "orders,x,POST,'',''", "orders,create,PUT,'',''", "orders,create,POST,text/x,''",
            "orders,create,POST,'',http://x" })
    void oneNameIsOneDeclaration(String appId, String methodName, String httpVerb, String contentType, String daprAddress) {
        factory().checkNames(List.of(definition("payload", "orders", "create", "POST", "", ""),
                definition("payload", appId, methodName, httpVerb, contentType, daprAddress)));
        assertThat(problems).containsExactly("The emitter name 'payload' must stand for one declaration, but is declared "
                + "differently at A#b, C#d and at A#b, C#d");
    }

    @Test
    void oneDeclarationMayStandAtManyPlacesAndEmittersWithoutANameMayDiffer() {
        factory().checkNames(List.of(definition("payload", "orders", "create", "POST", "", ""),
                definition("payload", "orders", "create", "POST", "", ""), definition("other", "x", "y", "PUT", "", ""),
                definition("", "orders", "create", "POST", "", ""), definition("", "orders", "cancel", "POST", "", "")));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app-id       | a/b           | an app ID is a name, optionally followed by
            method-name  | ../x          | a method name is a path without empty or dot segments
            method-name  | {id           | a placeholder is malformed: a '{' has no '}' after it
            http-verb    | CONNECT       | the HTTP verb is one of
            content-type | text/\u0001x  | The value of the header content-type holds a character
            dapr-address | ftp://secret  | it does not start with http:// or https://
            """)
    void namesThePropertyWhoseValueIsInvalid(String key, String value, String problem) {
        properties.put(NAMED + key, value);
        assertThat(settings(definition("payload", "orders", "create", "POST", "", ""))).isNull();
        assertThat(problems).singleElement().asString().startsWith(
                "The " + key + " of quarkus.dapr-invoke.emitter.\"payload\"." + key + " is invalid: " + problem);
    }

    @Test
    void collectsAllProblemsOfAllEmitters() {
        settings(definition("payload", "a/b", "..", "FOO", "\n", "nowhere"));
        settings(definition("", "orders", "a#b", "POST", "", ""));
        assertThat(problems).hasSize(6).allMatch(problem -> problem.contains(" of @DaprInvoke at A#b, C#d is invalid: "));
    }

    @ParameterizedTest
    @CsvSource({ "0s", "-1s" })
    void aTimeoutIsAtLeastOneMillisecond(String timeout) {
        properties.put(NAMED + "request-timeout", timeout);
        assertThat(settings(definition("payload", "orders", "create", "POST", "", ""))).isNull();
        assertThat(problems).containsExactly(NAMED + "request-timeout must be between one millisecond and 365 days");
    }

    private EmitterSettings settings(EmitterDefinition definition) {
        return factory().settings(definition);
    }

    private EmitterSettingsFactory factory() {
        SmallRyeConfig config = TestConfigs.of(properties);
        return new EmitterSettingsFactory(config.getConfigMapping(DaprInvokeConfig.class), config,
                SidecarAddress.parse("http://127.0.0.1:3500/base"), new ObjectMapper(), name -> null, problems);
    }

    private static EmitterDefinition definition(String name, String appId, String methodName, String httpVerb,
            String contentType, String daprAddress) {
        return new EmitterDefinition(name, appId, methodName, httpVerb, contentType, daprAddress,
                new PayloadType(String.class, List.of()), null, List.of("A#b", "C#d"));
    }

    private static String target(EmitterSettings settings) {
        var target = settings.target(InvokeMethodParameters.of(""));
        return target.verb() + " " + target.uri();
    }
}
