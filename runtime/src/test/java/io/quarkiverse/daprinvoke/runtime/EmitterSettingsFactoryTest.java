package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.request.InboundHeaders;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

class EmitterSettingsFactoryTest {

    private static final String ALLOWED = "quarkus.dapr-invoke.allowed-app-ids";
    private static final String NAMED = "quarkus.dapr-invoke.emitter.\"payload\".";

    private final Map<String, String> properties = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private InboundHeaders inboundHeaders = () -> name -> name.equals("connection") ? List.of() : List.of("value");

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
    void aCallThatIsTriedOnceHasNothingToDoWithRetries() {
        properties.put("quarkus.dapr-invoke.retry.max-attempts", "2");
        assertThat(settings(definition("payload", "orders", "create", "POST", "", "")).isOneAttempt()).isFalse();
        properties.put(NAMED + "retry.max-attempts", "1");
        assertThat(settings(definition("payload", "orders", "create", "POST", "", "")).isOneAttempt()).isTrue();
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

    @ParameterizedTest
    @CsvSource({ ",,2147483647", "1K,,1024", "1K,0,0", "0,2K,2048", "9999999999999G,,2147483647" })
    void theThresholdOfTheEmitterWinsOverThatOfAll(String all, String own, int threshold) {
        if (all != null) {
            properties.put("quarkus.dapr-invoke.gzip-above", all);
        }
        if (own != null) {
            properties.put(NAMED + "gzip-above", own);
        }
        assertThat(settings(definition("payload", "orders", "create", "POST", "", "")).gzipAbove()).isEqualTo(threshold);
        assertThat(problems).isEmpty();
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
        assertThat(problems).containsExactly("The emitter name 'payload' must have one declaration, but is declared "
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
            app-id       | a/b           | an app ID must be a name, optionally followed by
            method-name  | ../x          | a method name must be a path without empty or dot segments
            method-name  | {id           | a placeholder is malformed: a '{' has no '}' after it
            http-verb    | CONNECT       | the HTTP verb must be
            content-type | text/\u0001x  | The value of the header content-type contains a character
            dapr-address | ftp://secret  | it does not start with http:// or https://
            """)
    void namesThePropertyWhoseValueIsInvalid(String key, String value, String problem) {
        properties.put(NAMED + key, value);
        assertThat(settings(definition("payload", "orders", "create", "POST", "", ""))).isNull();
        assertThat(problems).singleElement().asString().startsWith(
                "The " + key + " of quarkus.dapr-invoke.emitter.\"payload\"." + key + " is invalid: " + problem);
    }

    @Test
    void theContentTypeGoesWithThePayload() {
        properties.put(NAMED + "content-type", "application/x-www-form-urlencoded");
        PayloadType order = new PayloadType(Order.class, List.of());
        assertThat(settings(new EmitterDefinition("payload", "orders", "create", "POST", "", "", List.of(), false, order, null,
                "A#b"))).isNull();
        assertThat(problems).containsExactly("The content-type of " + NAMED + "content-type is invalid: a form must consist of "
                + "names and values. Use a Map<String, String>, a MultiMap or a JsonObject");
        problems.clear();
        properties.put("as", "text/csv");
        PayloadType orders = new PayloadType(Multi.class, List.of(order));
        assertThat(settings(new EmitterDefinition("", "orders", "create", "POST", "${as}", "", List.of(), false, orders, null,
                "A#b"))).isNull();
        assertThat(problems).singleElement().asString().startsWith(
                "The content-type of @DaprInvoke at A#b is invalid: values are streamed as application/x-ndjson");
        problems.clear();
        assertThat(settings(definition("payload", "orders", "create", "POST", "", ""))).isNotNull();
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

    @Test
    void allowedAppIdsHoldForEveryEmitterUnlessItHasItsOwn() {
        properties.put(ALLOWED, "orders, stock.prod");
        properties.put(NAMED + "allowed-app-ids", "payments");
        EmitterSettings proxy = settings(definition("", "{app}", "create", "POST", "", ""));
        EmitterSettings named = settings(definition("payload", "{app}", "create", "POST", "", ""));
        assertThat(problems).isEmpty();
        assertThat(calling(proxy, "stock.prod")).isEqualTo("/base/v1.0/invoke/stock.prod/method/create");
        assertThat(calling(named, "payments")).isEqualTo("/base/v1.0/invoke/payments/method/create");
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> calling(proxy, "payments"))
                .withMessage("The target of the call is invalid: the app ID is not listed in " + ALLOWED
                        + ", so it must not be called; add it there to allow it");
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> calling(named, "orders"))
                .withMessage("The target of the call is invalid: the app ID is not listed in " + NAMED
                        + "allowed-app-ids, so it must not be called; add it there to allow it");
    }

    @Test
    void aTargetThatIsNotAllowedIsAProblem() {
        properties.put(ALLOWED, "payments");
        properties.put(NAMED + "app-id", "stock");
        properties.put("app", "other");
        settings(definition("", "orders", "create", "POST", "", ""));
        settings(definition("payload", "", "create", "POST", "", ""));
        settings(definition("", "${app}", "create", "POST", "", ""));
        String rule = "the app ID is not listed in " + ALLOWED + ", so it must not be called; add it there to allow it";
        assertThat(problems).containsExactly("The app-id of @DaprInvoke at A#b, C#d is invalid: " + rule,
                "The app-id of " + NAMED + "app-id is invalid: " + rule,
                "The app-id of @DaprInvoke at A#b, C#d is invalid: " + rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''        | ''
            ''        | ' '
            ''        | ,
            ''        | orders,
            ''        | 'orders, ,stock'
            ''        | ${unset:}
            ''        | orders,${unset:}
            [0]       | ''
            [0]       | ' '
            """)
    void aListThatIsEmptyOrHoldsNothingSomewhereIsAProblem(String suffix, String value) {
        properties.put(ALLOWED + suffix, value);
        properties.put("quarkus.dapr-invoke.emitter.payload.allowed-app-ids" + suffix, value);
        settings(definition("payload", "orders", "create", "POST", "", ""));
        assertThat(problems).isNotEmpty().containsOnly(blank(ALLOWED), blank(NAMED + "allowed-app-ids"));
        problems.clear();
        properties.remove("quarkus.dapr-invoke.emitter.payload.allowed-app-ids" + suffix);
        properties.put(NAMED + "allowed-app-ids" + suffix, value);
        settings(definition("payload", "orders", "create", "POST", "", ""));
        assertThat(problems).isNotEmpty().containsOnly(blank(ALLOWED), blank(NAMED + "allowed-app-ids"));
    }

    private static String blank(String property) {
        return property + " must not be empty, nor have an empty entry: list the app IDs that may be called, or remove it to "
                + "allow any";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a/b         | an app ID must be a name, optionally followed by
            {app}       | a list of app IDs must not contain placeholders
            http://h    | a URL in the place of an app ID is allowed only if quarkus.dapr-invoke.allow-url-app-ids is true
            """)
    void anEntryThatIsNoAppIdIsAProblem(String entry, String problem) {
        properties.put(ALLOWED, "orders," + entry);
        settings(definition("", "orders", "create", "POST", "", ""));
        assertThat(problems).singleElement().asString().startsWith("An entry of " + ALLOWED + " is invalid: " + problem)
                .doesNotContain(entry);
    }

    @Test
    void aUrlNeedsItsSwitch() {
        properties.put("url", "https://h/x");
        properties.put(NAMED + "app-id", "http://user:secret@h");
        settings(definition("", "http://h:1", "create", "POST", "", ""));
        settings(definition("", "${url}", "create", "POST", "", ""));
        settings(definition("payload", "orders", "create", "POST", "", ""));
        String rule = "a URL in the place of an app ID is allowed only if quarkus.dapr-invoke.allow-url-app-ids is true";
        assertThat(problems).containsExactly("The app-id of @DaprInvoke at A#b, C#d is invalid: " + rule,
                "The app-id of @DaprInvoke at A#b, C#d is invalid: " + rule,
                "The app-id of " + NAMED + "app-id is invalid: it must not contain user information");
    }

    @Test
    void aUrlIsTakenFromAnnotationExpressionAndConfiguration() {
        properties.put("quarkus.dapr-invoke.allow-url-app-ids", "true");
        properties.put("host", "h:2");
        properties.put(NAMED + "app-id", "http://h:3");
        String uri = "POST /base/v1.0/invoke/http%3A%2F%2Fh%3A";
        assertThat(target(settings(definition("", "http://h:1", "create", "POST", "", "")))).isEqualTo(uri + "1/method/create");
        assertThat(target(settings(definition("", "http://${host}", "create", "POST", "", ""))))
                .isEqualTo(uri + "2/method/create");
        assertThat(target(settings(definition("payload", "", "create", "POST", "", "")))).isEqualTo(uri + "3/method/create");
        assertThat(problems).isEmpty();
    }

    @Test
    void aUrlMustBeAllowedToo() {
        properties.put("quarkus.dapr-invoke.allow-url-app-ids", "true");
        properties.put(ALLOWED, "orders,http://h:1");
        assertThat(target(settings(definition("", "http://h:1", "create", "POST", "", ""))))
                .isEqualTo("POST /base/v1.0/invoke/http%3A%2F%2Fh%3A1/method/create");
        assertThat(problems).isEmpty();
        settings(definition("", "http://h:2", "create", "POST", "", ""));
        assertThat(problems).containsExactly("The app-id of @DaprInvoke at A#b, C#d is invalid: the app ID is not listed in "
                + ALLOWED + ", so it must not be called; add it there to allow it");
    }

    private static String calling(EmitterSettings settings, String appId) {
        return settings.target(InvokeMethodParameters.of("").binding("app", appId)).uri();
    }

    @Test
    void headersOfTheRequestAreNotPassedOnByDefault() {
        assertThat(settings(definition("", "orders", "create", "POST", "", "")).propagatedHeaders()).isNull();
    }

    @Test
    void namesOfHeadersAreTakenOnceEachWithoutWhiteSpaceAroundThem() {
        properties.put("quarkus.dapr-invoke.propagate-headers", "X-A, x-b,,x-a , Authorization");
        assertThat(passedOn(definition("", "orders", "create", "POST", "", ""))).containsExactly("X-A", "x-b",
                "Authorization");
        assertThat(problems).isEmpty();
    }

    @Test
    void namesOfAnEmitterStandInsteadOfThoseOfAll() {
        properties.put("quarkus.dapr-invoke.propagate-headers", "x-a");
        properties.put(NAMED + "propagate-headers", "x-b,x-c");
        assertThat(passedOn(definition("payload", "orders", "create", "POST", "", ""))).containsExactly("x-b", "x-c");
        assertThat(passedOn(definition("other", "orders", "create", "POST", "", ""))).containsExactly("x-a");
        assertThat(problems).isEmpty();
    }

    @Test
    void anEmptyListOfAnEmitterPassesNothingOn() {
        properties.put("quarkus.dapr-invoke.propagate-headers", "x-a");
        properties.put(NAMED + "propagate-headers", "");
        assertThat(settings(definition("payload", "orders", "create", "POST", "", "")).propagatedHeaders()).isNull();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quarkus.dapr-invoke.propagate-headers                     | Dapr-App-Id    | The header dapr-app-id must not \
            be sent: it belongs to the connection or to the sidecar's own routing
            quarkus.dapr-invoke.propagate-headers                     | Content-TYPE   | The content type of a call is \
            that of its payload
            quarkus.dapr-invoke.emitter."payload".propagate-headers   | grpc-trace-bin | The header grpc-trace-bin must \
            not be sent: the sidecar drops headers whose name ends in -bin
            quarkus.dapr-invoke.emitter."payload".propagate-headers   | a:b            | The name of a header must \
            consist of letters, digits and any of !#$%&'*+-.^_`~ and a vertical bar
            """)
    void namesThePropertyThatNamesAHeaderThatIsNeverPassedOn(String property, String name, String problem) {
        properties.put(property, "x-a," + name);
        factory().settings(definition("payload", "orders", "create", "POST", "", ""));
        assertThat(problems).containsExactly(property + " names a header that cannot be passed on: "
                + problem.replace("~ and a vertical bar", "|~"));
    }

    @Test
    void reportsNamesForAllEmittersOnce() {
        properties.put("quarkus.dapr-invoke.propagate-headers", "host,te");
        EmitterSettingsFactory factory = factory();
        factory.settings(definition("", "orders", "create", "POST", "", ""));
        factory.settings(definition("", "orders", "cancel", "POST", "", ""));
        assertThat(problems).hasSize(2);
    }

    @Test
    void headersCannotBePassedOnWhereNoRequestsAreServed() {
        inboundHeaders = null;
        properties.put("quarkus.dapr-invoke.propagate-headers", "x-a");
        properties.put(NAMED + "propagate-headers", "x-b");
        factory().settings(definition("payload", "orders", "create", "POST", "", ""));
        String problem = " names headers of inbound HTTP requests, but the application serves no requests: remove it, or add "
                + "an extension that serves requests, such as quarkus-rest";
        assertThat(problems).containsExactly("quarkus.dapr-invoke.propagate-headers" + problem,
                NAMED + "propagate-headers" + problem);
    }

    @Test
    void withoutRequestsNothingIsWrongIfNoHeadersAreNamed() {
        inboundHeaders = null;
        assertThat(settings(definition("", "orders", "create", "POST", "", "")).propagatedHeaders()).isNull();
        assertThat(problems).isEmpty();
    }

    @Test
    void emittersOfOneTypeShareItsEncoder() {
        PayloadType type = new PayloadType(Duration.class, List.of());
        EmitterSettingsFactory factory = factory();
        EmitterSettings settings = factory.settings(definition("orders", type));
        assertThat(factory.settings(definition("shop", type)).encoder()).isSameAs(settings.encoder());
        assertThat(factory.settings(definition("shop", new PayloadType(Order.class, List.of()))).encoder())
                .isNotSameAs(settings.encoder());
    }

    @ParameterizedTest
    @CsvSource({ ",,false", "true,,true", "true,false,false", ",true,true", "false,true,true" })
    void configurationSaysWhetherNotFoundIsEmptyElseTheAnnotation(Boolean annotation, String configured, boolean empty) {
        if (configured != null) {
            properties.put(NAMED + "not-found-is-empty", configured);
        }
        EmitterDefinition definition = replying(annotation != null && annotation, new PayloadType(String.class, List.of()));
        assertThat(settings(definition).notFoundIsEmpty()).isEqualTo(empty);
        assertThat(problems).isEmpty();
    }

    @Test
    void aReplyThatIsNotReadAsAWholeCannotBeEmpty() {
        PayloadType chunks = new PayloadType(Multi.class, List.of(new PayloadType(Buffer.class, List.of())));
        properties.put(NAMED + "not-found-is-empty", "false");
        assertThat(settings(replying(false, chunks)).notFoundIsEmpty()).isFalse();
        properties.put(NAMED + "not-found-is-empty", "true");
        for (PayloadType reply : Arrays.asList(null, chunks, new PayloadType(InvokeResponse.class, List.of(chunks)))) {
            problems.clear();
            assertThat(settings(replying(false, reply))).isNull();
            assertThat(problems)
                    .containsExactly(NAMED + "not-found-is-empty has no effect on the emitter at A#b, whose response "
                            + "is not read as a whole: remove it, or inject a RequestEmitter whose response is not a Multi");
        }
        problems.clear();
        assertThat(settings(replying(false, new PayloadType(InvokeResponse.class,
                List.of(new PayloadType(Void.class, List.of()))))).notFoundIsEmpty()).isTrue();
    }

    private static EmitterDefinition replying(boolean notFoundIsEmpty, PayloadType reply) {
        return new EmitterDefinition("payload", "orders", "create", "POST", "", "", List.of(), notFoundIsEmpty,
                new PayloadType(Void.class, List.of()), reply, "A#b");
    }

    @Test
    void emittersDeclareTheSameOnlyWithTheSameHeaders() {
        EmitterSettingsFactory factory = factory();
        factory.checkNames(List.of(withHeaders("x-a: 1"), withHeaders("x-a: 1")));
        assertThat(problems).isEmpty();
        factory.checkNames(List.of(withHeaders("x-a: 1"), withHeaders("x-a: 2")));
        assertThat(problems).containsExactly("The emitter name 'payload' must have one declaration, but is declared "
                + "differently at A#b and at A#b");
    }

    private static EmitterDefinition withHeaders(String... headers) {
        return new EmitterDefinition("payload", "orders", "create", "POST", "", "", List.of(headers), false,
                new PayloadType(String.class, List.of()), null, "A#b");
    }

    private record Order(String id) {
    }

    private static EmitterDefinition definition(String appId, PayloadType type) {
        return new EmitterDefinition("", appId, "create", "POST", "", "", List.of(), false, type, null, "A#b");
    }

    private List<String> passedOn(EmitterDefinition definition) {
        return settings(definition).propagatedHeaders().addTo(List.of()).stream().map(Parameter::name).toList();
    }

    private EmitterSettings settings(EmitterDefinition definition) {
        return factory().settings(definition);
    }

    private EmitterSettingsFactory factory() {
        SmallRyeConfig config = TestConfigs.of(properties);
        return new EmitterSettingsFactory(config.getConfigMapping(DaprInvokeConfig.class), config,
                SidecarAddress.parse("http://127.0.0.1:3500/base"), ObjectMapper::new, name -> null, inboundHeaders,
                List.of(), StartedEmitters.NO_FILTERS, problems);
    }

    private static EmitterDefinition definition(String name, String appId, String methodName, String httpVerb,
            String contentType, String daprAddress) {
        return new EmitterDefinition(name, appId, methodName, httpVerb, contentType, daprAddress, List.of(), false,
                new PayloadType(String.class, List.of()), null, "A#b, C#d");
    }

    private static String target(EmitterSettings settings) {
        var target = settings.target(InvokeMethodParameters.of(""));
        return target.verb() + " " + target.uri();
    }
}
