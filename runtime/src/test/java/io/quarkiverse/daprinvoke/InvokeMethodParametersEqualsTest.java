package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Parameters are equal if they make the same call, so that a mock recognizes them.
 */
class InvokeMethodParametersEqualsTest {

    /** One thing that parameters can say. */
    private record Step(String what, String name, String value) {

        InvokeMethodParameters<Object> on(InvokeMethodParameters<Object> parameters) {
            return switch (what) {
                case "appId" -> parameters.appId(value);
                case "methodName" -> parameters.methodName(value);
                case "httpVerb" -> parameters.httpVerb(value);
                case "contentType" -> parameters.contentType("a/" + value);
                case "header" -> parameters.header("x-" + name, value);
                case "query" -> parameters.query(name, value);
                case "binding" -> parameters.binding(name, value);
                default -> parameters.timeout(Duration.ofMillis(value.hashCode() & 0xFFFF | 1));
            };
        }
    }

    @Property
    void whatIsBuiltTheSameWayIsEqual(@ForAll("payloads") Payload payload, @ForAll("steps") List<Step> steps) {
        InvokeMethodParameters<Object> one = built(payload.make(), steps);
        InvokeMethodParameters<Object> other = built(payload.make(), steps);
        assertThat(one).isEqualTo(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
    }

    @Property
    void whatHasOneMoreStepIsAnotherUnlessTheStepSaysTheSame(@ForAll("steps") List<Step> steps, @ForAll("step") Step more) {
        InvokeMethodParameters<Object> one = built("body", steps);
        InvokeMethodParameters<Object> other = more.on(one);
        assertThat(one.equals(other)).isEqualTo(describe(one).equals(describe(other)));
        assertThat(other.equals(one)).isEqualTo(one.equals(other));
    }

    @Property
    void namesOfHeadersHaveNoLetterCase(@ForAll("steps") List<Step> steps) {
        List<Step> capitals = steps.stream().map(step -> step.what().equals("header")
                ? new Step("header", step.name().toUpperCase(Locale.ROOT), step.value())
                : step).toList();
        assertThat(built("body", capitals)).isEqualTo(built("body", steps)).hasSameHashCodeAs(built("body", steps));
    }

    @Property
    void textSaysNoneOfTheValues(@ForAll("steps") List<Step> steps) {
        InvokeMethodParameters<Object> parameters = built("secret-body", List.of());
        for (Step step : steps) {
            parameters = new Step(step.what().matches("header|query|binding") ? step.what() : "query", step.name(),
                    "secret" + step.value()).on(parameters);
        }
        assertThat(parameters.methodName("find?key=secret").toString()).doesNotContain("secret").contains("methodName=find?..");
        // In a log it stays one line
        assertThat(parameters.appId("a\r\nERROR b").toString()).contains("appId=a ERROR b,");
    }

    private static String describe(InvokeMethodParameters<?> p) {
        return p.appId() + "|" + p.methodName() + "|" + p.httpVerb() + "|" + p.contentType() + "|"
                + p.headers().stream().map(h -> h.name() + "=" + h.value()).toList() + "|"
                + p.query().stream().map(q -> q.name() + "=" + q.value()).toList() + "|" + p.bindings() + "|" + p.timeout();
    }

    private static InvokeMethodParameters<Object> built(Object payload, List<Step> steps) {
        InvokeMethodParameters<Object> parameters = InvokeMethodParameters.of(payload);
        for (Step step : steps) {
            parameters = step.on(parameters);
        }
        return parameters;
    }

    @Provide
    Arbitrary<Step> step() {
        return Combinators.combine(
                Arbitraries.of("appId", "methodName", "httpVerb", "contentType", "header", "query", "binding", "timeout"),
                Arbitraries.of("a", "b"), Arbitraries.strings().withCharRange('a', 'd').ofMinLength(1).ofMaxLength(3))
                .as(Step::new);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return step().list().ofMaxSize(6);
    }

    /** Values that are made anew each time. */
    interface Payload {
        Object make();
    }

    @Provide
    Arbitrary<Payload> payloads() {
        return Arbitraries.of(() -> null, () -> new String("text"), () -> new byte[] { 1, 2 }, () -> new int[][] { { 1 }, {} },
                () -> new Object[] { "a", new double[] { Double.NaN } }, () -> Double.NaN, () -> Buffer.buffer("b"),
                () -> ByteBuffer.wrap(new byte[] { 3 }), () -> new JsonObject().put("a", 1), () -> List.of("x", 1));
    }

    @Test
    void aDifferenceInAnyMemberIsADifference() {
        InvokeMethodParameters<Object> base = InvokeMethodParameters.<Object> of("x").header("h", "1").query("q", "1");
        List<UnaryOperator<InvokeMethodParameters<Object>>> changes = List.of(p -> p.appId("a"), p -> p.methodName("m"),
                p -> p.httpVerb("GET"), p -> p.contentType("a/b"), p -> p.header("h", "1"), p -> p.query("q", "1"),
                p -> p.binding("b", "1"), p -> p.timeout(Duration.ofSeconds(1)),
                p -> p.responseStream(ResponseStream.endsWith("[DONE]")), p -> p.responseStream(ResponseStream.resuming()));
        for (UnaryOperator<InvokeMethodParameters<Object>> change : changes) {
            assertThat(change.apply(base)).isNotEqualTo(base).isEqualTo(change.apply(base));
        }
        assertThat(InvokeMethodParameters.of("y")).isNotEqualTo(InvokeMethodParameters.of("x"));
        assertThat(InvokeMethodParameters.of(new byte[] { 1 })).isNotEqualTo(InvokeMethodParameters.of(new byte[] { 2 }));
        assertThat(InvokeMethodParameters.of(null)).isNotEqualTo(InvokeMethodParameters.of("x")).isNotEqualTo(null)
                .isNotEqualTo("x");
    }

    @Test
    void theOrderOfHeadersAndQueryCountsThatOfBindingsDoesNot() {
        InvokeMethodParameters<String> base = InvokeMethodParameters.of("x");
        assertThat(base.header("a", "1").header("b", "2")).isNotEqualTo(base.header("b", "2").header("a", "1"));
        assertThat(base.query("a", "1").query("b", "2")).isNotEqualTo(base.query("b", "2").query("a", "1"));
        assertThat(base.query("A", "1")).isNotEqualTo(base.query("a", "1"));
        assertThat(base.binding("a", "1").binding("b", "2"))
                .isEqualTo(base.binding("b", "2").binding("a", "0").binding("a", "1"));
    }

    @Test
    void thereIsOneForNothing() {
        assertThat(InvokeMethodParameters.none()).isSameAs(InvokeMethodParameters.none())
                .isEqualTo(InvokeMethodParameters.of(null));
        assertThat(InvokeMethodParameters.none().body()).isNull();
        assertThat(InvokeMethodParameters.none().query("q", "1")).isEqualTo(InvokeMethodParameters.of(null).query("q", "1"));
        assertThat(InvokeMethodParameters.none().query()).isEmpty();
    }
}
