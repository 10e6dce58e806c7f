package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

/**
 * The places of a target that text may come to, and what it then means.
 */
enum Place {

    APP_ID_OF_THE_ANNOTATION(
            text -> TargetTemplate.of("", text, "x", "POST").resolve(name -> null),
            text -> new Meant("POST", text, "x", null)),
    APP_ID_OF_THE_CALL(
            text -> declared("a", "x").with(text, null, null).resolve(name -> null),
            text -> new Meant("POST", text, "x", null)),
    PLACEHOLDER_FOR_AN_APP_ID(
            text -> declared("{v}", "x").resolve(name -> text),
            text -> new Meant("POST", text, "x", null)),
    PLACEHOLDER_IN_AN_APP_ID(
            text -> declared("a-{v}.ns", "x").resolve(name -> text),
            text -> new Meant("POST", "a-" + text + ".ns", "x", null)),
    PLACEHOLDERS_FOR_APP_ID_AND_NAMESPACE(
            text -> declared("{v}.{v}", "x").resolve(name -> text),
            text -> new Meant("POST", text + "." + text, "x", null)),
    METHOD_OF_THE_ANNOTATION(
            text -> TargetTemplate.of("", "a", text, "POST").resolve(name -> null),
            Meant::ofMethod),
    METHOD_OF_THE_CALL(
            text -> declared("a", "y?q=1").with(null, text, null).resolve(name -> null),
            Meant::ofMethod),
    PLACEHOLDER_FOR_A_SEGMENT(
            text -> declared("a", "x/{v}/y?q=1").resolve(name -> text),
            text -> new Meant("POST", "a", List.of("x", text, "y"), "q=1")),
    PLACEHOLDER_IN_A_SEGMENT(
            text -> declared("a", ".{v}/{v}.").resolve(name -> text),
            text -> new Meant("POST", "a", List.of("." + text, text + "."), null)),
    PLACEHOLDERS_IN_A_SEGMENT(
            text -> declared("a", "{v}{v}").resolve(name -> text),
            text -> new Meant("POST", "a", List.of(text + text), null)),
    PLACEHOLDERS_FOR_SEGMENTS(
            text -> declared("a", "{v}/{v}").resolve(name -> text),
            text -> new Meant("POST", "a", List.of(text, text), null)),
    QUERY_OF_THE_METHOD(
            text -> declared("a", "x").with(null, "x?" + text, null).resolve(name -> null),
            text -> new Meant("POST", "a", "x", Meant.queryOf(text))),
    QUERY_PARAMETER(
            text -> declared("a", "x?q=1").resolve(name -> null).withQuery(List.of(new Parameter("p" + text, text))),
            text -> new Meant("POST", "a", "x", "q=1&p" + Meant.parameter(text) + "=" + Meant.parameter(text))),
    VERB(
            text -> TargetTemplate.of("", "a", "x", "{v}").resolve(name -> text),
            text -> new Meant(text.toUpperCase(Locale.ROOT), "a", "x", null)),
    BELOW_A_BASE_PATH("/v1.0/invoke/gateway/method/x",
            text -> TargetTemplate.of("/v1.0/invoke/gateway/method/x", "{v}", "{v}", "POST").resolve(name -> text),
            text -> new Meant("POST", text, List.of(text), null));

    /** One segment, then {@code /method/}, then segments, then maybe a query: all of it percent-encoded. */
    private static final Pattern REQUEST_TARGET = Pattern.compile("/v1\\.0/invoke/[A-Za-z0-9._~%-]+/method/"
            + "[A-Za-z0-9._~!$&'()*+,;=:@/%-]*(\\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+)?");

    private static final List<String> VERBS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");

    private final String basePath;
    private final Function<String, ResolvedTarget> target;
    private final Function<String, Meant> meaning;

    Place(Function<String, ResolvedTarget> target, Function<String, Meant> meaning) {
        this("", target, meaning);
    }

    Place(String basePath, Function<String, ResolvedTarget> target, Function<String, Meant> meaning) {
        this.basePath = basePath;
        this.target = target;
        this.meaning = meaning;
    }

    private static TargetTemplate declared(String appId, String methodName) {
        return TargetTemplate.of("", appId, methodName, "POST");
    }

    /**
     * @return whether the text is sent, and then reaches what it means; otherwise it is refused
     */
    boolean sends(String text) {
        ResolvedTarget resolved;
        try {
            resolved = target.apply(text);
        } catch (IllegalArgumentException | InvalidInvocationTargetException e) {
            // Very short texts would be found in any message
            assertThat(text.length() > 12 && e.getMessage().contains(text)).as("the message repeats the text").isFalse();
            return false;
        }
        Meant meant = meaning.apply(text);
        assertThat(resolved.uri()).startsWith(basePath);
        String uri = resolved.uri().substring(basePath.length());
        assertThat(uri).matches(REQUEST_TARGET);
        DaprdRouting routing = DaprdRouting.of(uri);
        assertThat(resolved.verb().name()).isEqualTo(meant.verb()).isIn(VERBS);
        assertThat(routing.appId()).isEqualTo(meant.appId());
        assertThat(List.of(routing.method().split("/", -1))).isEqualTo(meant.segments());
        assertThat(routing.rawQuery()).isEqualTo(meant.query());
        assertThat(resolved.describe())
                .isEqualTo(new InvocationTarget(meant.appId(), String.join("/", meant.segments()), meant.verb()));
        return true;
    }
}
