package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;

class TargetTemplateTest {

    private static final PlaceholderValues NO_VALUES = name -> null;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a         | foo                       | /v1.0/invoke/a/method/foo
            a         | /foo                      | /v1.0/invoke/a/method/foo
            a         | multiple/segments         | /v1.0/invoke/a/method/multiple/segments
            a         | /                         | /v1.0/invoke/a/method/
            a         | foo/                      | /v1.0/invoke/a/method/foo/
            a         | foo?x=1&y=a%20b&z=%26     | /v1.0/invoke/a/method/foo?x=1&y=a%20b&z=%26
            a         | test?stream               | /v1.0/invoke/a/method/test?stream
            a         | foo?                      | /v1.0/invoke/a/method/foo
            a         | foo?next=/../x            | /v1.0/invoke/a/method/foo?next=/../x
            a         | /?x=1                     | /v1.0/invoke/a/method/?x=1
            a         | a b                       | /v1.0/invoke/a/method/a%20b
            a         | a+b                       | /v1.0/invoke/a/method/a+b
            a         | café/日                    | /v1.0/invoke/a/method/caf%C3%A9/%E6%97%A5
            a         | a:b;c=1,d@e!$&'()*~_-.    | /v1.0/invoke/a/method/a:b;c=1,d@e!$&'()*~_-.
            a         | test\"stream              | /v1.0/invoke/a/method/test%22stream
            a         | test*stream               | /v1.0/invoke/a/method/test*stream
            a         | healthz                   | /v1.0/invoke/a/method/healthz
            a         | x/method/y                | /v1.0/invoke/a/method/x/method/y
            method    | method                    | /v1.0/invoke/method/method/method
            app.ns    | foo                       | /v1.0/invoke/app.ns/method/foo
            Dapr-App  | foo                       | /v1.0/invoke/Dapr-App/method/foo
            """, quoteCharacter = '`')
    void writesTheRequestTarget(String appId, String methodName, String uri) {
        ResolvedTarget target = TargetTemplate.of("", appId, methodName, "POST").resolve(NO_VALUES);
        assertThat(target.uri()).isEqualTo(uri);
        assertThat(target.uri().substring(target.appIdStart())).startsWith(appId);
    }

    @Test
    void keepsTheBasePathBeforeTheApi() {
        ResolvedTarget target = TargetTemplate.of("/dapr/east", "a", "foo", "POST").resolve(NO_VALUES);
        assertThat(target.uri()).isEqualTo("/dapr/east/v1.0/invoke/a/method/foo");
        assertThat(target.appIdStart()).isEqualTo("/dapr/east/v1.0/invoke/".length());
    }

    @ParameterizedTest
    @CsvSource({ "post,POST", "Get,GET", "pUt,PUT", "DELETE,DELETE", "head,HEAD", "patch,PATCH" })
    void writesTheVerbInUpperCase(String verb, String written) {
        assertThat(TargetTemplate.of("", "a", "foo", verb).resolve(NO_VALUES).verb().name()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = { "../../../shutdown", "../../../secrets/vault/key", "../../../state/s", "admin/../public", ".",
            "..", "x/.", "x/..", "/..", "/.", "a//b", "//foo", "%2e%2e/%2e%2e/x", "a%2Fb", "a%zzb", "100%", "a#b", "a\\b",
            "..\\..\\x", "a\u0000b", "a\r\nb", "a\u001Fb", "a\u007Fb", "./x?y", "a/../?q", "..;", "a/..;x=1/b", ".;x" })
    void refusesMethodNamesThatMayMeanSomethingElseToTheSidecar(String methodName) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", "a", methodName, "POST"))
                .withMessage(TargetSyntax.METHOD_RULE);
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkMethodName(methodName))
                .withMessage(TargetSyntax.METHOD_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?x=1" })
    void refusesAnEmptyMethodName(String methodName) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", "a", methodName, "POST"))
                .withMessage("a method name must not be empty; a lone '/' invokes the root of the application");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "..", "a/b", "a?b", "a#b", "a%b", "a b", "a\nb", "a.b.c", "ftp://127.0.0.1:9", "HTTP://a",
            "a\\b" })
    void refusesAppIdsThatAreNoPlainName(String appId) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", appId, "foo", "POST"))
                .withMessage(TargetSyntax.APP_ID_RULE);
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkAppId(appId))
                .withMessage(TargetSyntax.APP_ID_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "FOO", "CONNECT", "" })
    void refusesVerbsThatTheSidecarDoesNotKnow(String verb) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", "a", "foo", verb))
                .withMessage(TargetSyntax.VERB_RULE);
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkHttpVerb(verb))
                .withMessage(TargetSyntax.VERB_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "foo?x={y}", "foo?{y}", "foo?{", "foo?}" })
    void refusesPlaceholdersInTheQuery(String methodName) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", "a", methodName, "POST"))
                .withMessage("the query of a method name must not contain placeholders; add such parameters to the call with "
                        + "query(name, value)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/../{x}", "{x}/..", "{x}/./y", "{x}//y", "//{x}", "{x}%2F", "{x}#", "{x}\\y" })
    void refusesALiteralThatNoValueCanSave(String methodName) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", "a", methodName, "POST"))
                .withMessage(TargetSyntax.METHOD_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{x}/y", "{x} y", "a?{x}", "a%{x}", "a+{x}" })
    void refusesALiteralPartOfAnAppIdThatNoValueCanSave(String appId) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkAppId(appId))
                .withMessage(TargetSyntax.APP_ID_RULE);
    }

    @Test
    void aTargetWithoutPlaceholdersIsResolvedOnce() {
        TargetTemplate template = TargetTemplate.of("", "a", "foo", "POST");
        assertThat(template.resolve(NO_VALUES)).isSameAs(template.resolve(NO_VALUES));
    }

    @Test
    void resolvesPlaceholdersInAppIdMethodNameAndVerb() {
        TargetTemplate template = TargetTemplate.of("", "{app}.{ns}", "v{version}/{entity}/{id}/x?y=1", "{verb}");
        ResolvedTarget target = template.resolve(values("app", "orders", "ns", "prod", "version", "2", "entity", "item", "id",
                "a b", "verb", "put"));
        assertThat(target.verb().name()).isEqualTo("PUT");
        assertThat(target.uri()).isEqualTo("/v1.0/invoke/orders.prod/method/v2/item/a%20b/x?y=1");
    }

    @Test
    void resolvesForEachCallAnew() {
        TargetTemplate template = TargetTemplate.of("", "a", "{id}", "{verb}");
        assertThat(target(template, values("id", "1", "verb", "put"))).isEqualTo("PUT /v1.0/invoke/a/method/1");
        assertThat(target(template, values("id", "2", "verb", "get"))).isEqualTo("GET /v1.0/invoke/a/method/2");
    }

    @ParameterizedTest
    @CsvSource({ "{id},x", "orders-{id},orders-x", "{id}-eu,x-eu", "{id}{id},xx", "a{id}.{id}b,ax.xb" })
    void anAppIdIsItsLiteralPartsAndTheValuesBetweenThem(String appId, String written) {
        TargetTemplate template = TargetTemplate.of("", appId, "foo", "POST");
        assertThat(template.resolve(values("id", "x")).uri()).isEqualTo("/v1.0/invoke/" + written + "/method/foo");
    }

    @ParameterizedTest
    @CsvSource({ "a,foo,POST,true", "{x},foo,POST,false", "a,{x},POST,false", "a,foo,{x},false" })
    void isLiteralWithoutPlaceholders(String appId, String methodName, String verb, boolean literal) {
        assertThat(TargetTemplate.of("", appId, methodName, verb).isLiteral()).isEqualTo(literal);
    }

    @Test
    void declaresThePlaceholdersOfThePartsThatTheCallDidNotBringAlong() {
        TargetTemplate template = TargetTemplate.of("", "{app}", "{id}", "{verb}");
        assertThat(declared(template)).containsExactly("app", "id", "verb");
        assertThat(declared(template.with("{app}", null, null))).containsExactly("id", "verb");
        assertThat(declared(template.with(null, "{id}", null))).containsExactly("app", "verb");
        assertThat(declared(template.with(null, null, "{verb}"))).containsExactly("app", "id");
    }

    private static Stream<String> declared(TargetTemplate template) {
        return Stream.of("app", "id", "verb", "other").filter(template::declares);
    }

    @Test
    void anAppIdIsUnboundedIfACallBringsItAlongAndNoneAreListed() {
        AllowedAppIds listed = AllowedAppIds.of("app-ids", Set.of("a", "b"));
        assertThat(TargetTemplate.of("", "a", "foo", "POST").hasUnboundedAppId()).isFalse();
        assertThat(TargetTemplate.of("", "a", "foo", "POST").with("b", null, null).hasUnboundedAppId()).isTrue();
        assertThat(TargetTemplate.of("", "a", listed, "foo", "POST").with("b", null, null).hasUnboundedAppId()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "http://orders:80,true", "https://orders,true", "orders,false", "{app},false" })
    void aUrlIsToldFromAnAppId(String appId, boolean url) {
        assertThat(TargetTemplate.isUrl(appId)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a b                     | a%20b
            a+b                     | a+b
            café                    | caf%C3%A9
            {other}                 | %7Bother%7D
            ${java.home}            | $%7Bjava.home%7D
            ...                     | ...
            .a                      | .a
            a:b;c=1,d@e!$&'()*~_-.  | a:b;c=1,d@e!$&'()*~_-.
            """, quoteCharacter = '`')
    void aValueIsTheTextOfOneSegmentAndNoTemplate(String value, String written) {
        TargetTemplate template = TargetTemplate.of("", "a", "x/{id}/y", "POST");
        assertThat(template.resolve(values("id", value, "other", "!")).uri())
                .isEqualTo("/v1.0/invoke/a/method/x/" + written + "/y");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a/b", "/", "..\\x", "a?b", "a#b", "a%b", "%2e%2e", "%2F", "a\u0000", "a\r\nX: y", "\uD83D" })
    void refusesValuesThatAreNotTheTextOfOneSegment(String value) {
        TargetTemplate template = TargetTemplate.of("", "a", "x/{id}", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> template.resolve(values("id", value)))
                .withMessage("The target of the call is invalid: " + TargetSyntax.VALUE_RULE);
    }

    @ParameterizedTest
    @CsvSource({ "{id},.", "{id},..", "x/{id},..", "x/{id}/y,..", "{id}.,.", ".{id},." })
    void refusesValuesThatMakeADotSegment(String methodName, String value) {
        TargetTemplate template = TargetTemplate.of("", "a", methodName, "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> template.resolve(values("id", value)))
                .withMessage("The target of the call is invalid: " + TargetSyntax.METHOD_RULE);
    }

    @Test
    void refusesADotSegmentMadeOfTwoValues() {
        TargetTemplate template = TargetTemplate.of("", "a", "{x}{y}/z", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> template.resolve(values("x", ".", "y", ".")))
                .withMessage("The target of the call is invalid: " + TargetSyntax.METHOD_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..", ".other", "a.", "a.b.c", "a/b", "http://evil", "a b", "a+b", "a%2Fb", "a?b", "a#b",
            "a\\b", "a\u0000b", "\uD83D" })
    void theValueOfAPlaceholderInAnAppIdIsAPlainAppId(String value) {
        for (String appId : new String[] { "{id}", "orders{id}", "orders-{id}", "{id}x" }) {
            TargetTemplate template = TargetTemplate.of("", appId, "foo", "POST");
            assertThatExceptionOfType(InvalidInvocationTargetException.class).as(appId)
                    .isThrownBy(() -> template.resolve(values("id", value)))
                    .withMessage("The target of the call is invalid: " + TargetSyntax.APP_ID_RULE);
        }
    }

    @Test
    void anAppIdHasOneNamespaceAtMostOnceItsPlaceholdersAreResolved() {
        TargetTemplate template = TargetTemplate.of("", "{app}.prod", "foo", "POST");
        assertThat(template.resolve(values("app", "orders")).uri()).isEqualTo("/v1.0/invoke/orders.prod/method/foo");
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> template.resolve(values("app", "orders.test")))
                .withMessage("The target of the call is invalid: " + TargetSyntax.APP_ID_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "FOO", "CONNECT", "GET /x" })
    void refusesAVerbThatIsNoneOnceItsPlaceholderIsResolved(String value) {
        TargetTemplate template = TargetTemplate.of("", "a", "foo", "{verb}");
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> template.resolve(values("verb", value)))
                .withMessage("The target of the call is invalid: " + TargetSyntax.VERB_RULE);
    }

    @ParameterizedTest
    @CsvSource({ "{missing},foo,POST", "a,x/{missing},POST", "a,foo,{missing}" })
    void namesThePlaceholderThatHasNoValue(String appId, String methodName, String verb) {
        TargetTemplate template = TargetTemplate.of("", appId, methodName, verb);
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> template.resolve(NO_VALUES))
                .withMessage("The placeholder {missing} has no value: set it with "
                        + "InvokeMethodParameters.binding(\"missing\", ..), or make the call within a Quarkus REST request that "
                        + "has a path parameter of that name")
                .asInstanceOf(type(InvalidInvocationTargetException.class)).satisfies(failure -> {
                    assertThat(failure.appId()).isEqualTo(appId);
                    assertThat(failure.methodName()).isEqualTo(methodName);
                    assertThat(failure.httpVerb()).isEqualTo(verb);
                });
    }

    @Test
    void aFailureDoesNotRepeatWhatCameFromOutside() {
        TargetTemplate template = TargetTemplate.of("", "{app}", "x/{id}", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> template.resolve(values("app", "tell/tale", "id", "tell/tale")))
                .satisfies(failure -> {
                    assertThat(failure.toString()).doesNotContain("tell");
                    assertThat(failure.appId()).isEqualTo("{app}");
                    assertThat(failure.methodName()).isEqualTo("x/{id}");
                });
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> template.with("tell/tale", "../tell", "tell"))
                .satisfies(failure -> {
                    assertThat(failure.toString()).doesNotContain("tell");
                    assertThat(failure.appId()).isEqualTo("{app}");
                    assertThat(failure.methodName()).isEqualTo("x/{id}");
                    assertThat(failure.httpVerb()).isEqualTo("POST");
                });
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", "a", "../tell", "POST"))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("tell"));
    }

    @Test
    void whatACallDoesNotSetStaysAsDeclared() {
        TargetTemplate template = TargetTemplate.of("/base", "a", "foo?x=1", "PUT");
        assertThat(template.with(null, null, null)).isSameAs(template);
        assertThat(target(template.with("b", null, null))).isEqualTo("PUT /base/v1.0/invoke/b/method/foo?x=1");
        assertThat(target(template.with(null, "bar", null))).isEqualTo("PUT /base/v1.0/invoke/a/method/bar");
        assertThat(target(template.with(null, "bar?y=2", null))).isEqualTo("PUT /base/v1.0/invoke/a/method/bar?y=2");
        assertThat(target(template.with(null, null, "get"))).isEqualTo("GET /base/v1.0/invoke/a/method/foo?x=1");
        assertThat(target(template.with("b", "bar", "get"))).isEqualTo("GET /base/v1.0/invoke/b/method/bar");
        assertThat(target(template)).isEqualTo("PUT /base/v1.0/invoke/a/method/foo?x=1");
    }

    @Test
    void aCallMaySetAnAppIdInThePlaceOfAPlaceholder() {
        TargetTemplate template = TargetTemplate.of("", "{app}", "foo", "POST");
        assertThat(target(template.with("b", null, null))).isEqualTo("POST /v1.0/invoke/b/method/foo");
    }

    @Test
    void aCallMaySetATemplate() {
        TargetTemplate template = TargetTemplate.of("", "a", "foo", "POST").with(null, "items/{id}", null);
        assertThat(template.resolve(values("id", "7")).uri()).isEqualTo("/v1.0/invoke/a/method/items/7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''       | -        | -    | an app ID must be a name, optionally followed by
            -        | ''       | -    | a method name must not be empty; a lone '/' invokes the root
            -        | -        | ''   | the HTTP verb must be GET,
            -        | {        | -    | a placeholder is malformed: a '{' has no '}' after it
            }        | -        | -    | a placeholder is malformed: a '}' has no '{' before it
            -        | ../x     | -    | a method name must be a path without empty or dot segments
            -        | x?{y}    | -    | the query of a method name must not contain placeholders
            """, nullValues = "-")
    void whatACallSetsIsChecked(String appId, String methodName, String verb, String rule) {
        TargetTemplate template = TargetTemplate.of("", "a", "foo", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> template.with(appId, methodName, verb))
                .withMessageStartingWith("The target of the call is invalid: " + rule);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{app}", "{app}.prod", "orders-{stage}" })
    void anAppIdWithPlaceholdersCanBeRight(String appId) {
        assertThatCode(() -> TargetTemplate.checkAppId(appId)).doesNotThrowAnyException();
    }

    private static String target(TargetTemplate template) {
        return target(template, NO_VALUES);
    }

    private static String target(TargetTemplate template, PlaceholderValues values) {
        ResolvedTarget target = template.resolve(values);
        return target.verb().name() + " " + target.uri();
    }

    private static PlaceholderValues values(String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return values::get;
    }
}
