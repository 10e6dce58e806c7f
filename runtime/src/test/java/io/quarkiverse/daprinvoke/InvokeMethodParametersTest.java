package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

class InvokeMethodParametersTest {

    private static final InvokeMethodParameters<String> FULL = InvokeMethodParameters.of("body").appId("a").methodName("m")
            .httpVerb("put").contentType("text/csv").header("h", "1").query("q", "2").binding("b", "3")
            .timeout(Duration.ofSeconds(4));

    @Test
    void ofSaysNothingButThePayload() {
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("body");
        assertThat(parameters.body()).isEqualTo("body");
        assertThat(parameters.appId()).isNull();
        assertThat(parameters.methodName()).isNull();
        assertThat(parameters.httpVerb()).isNull();
        assertThat(parameters.contentType()).isNull();
        assertThat(parameters.headers()).isEmpty();
        assertThat(parameters.query()).isEmpty();
        assertThat(parameters.bindings()).isEmpty();
        assertThat(parameters.timeout()).isNull();
        assertThat(InvokeMethodParameters.of(null).body()).isNull();
    }

    @Test
    void keepsAllThatIsSet() {
        assertThat(FULL.body()).isEqualTo("body");
        assertThat(FULL.appId()).isEqualTo("a");
        assertThat(FULL.methodName()).isEqualTo("m");
        assertThat(FULL.httpVerb()).isEqualTo("put");
        assertThat(FULL.contentType()).isEqualTo("text/csv");
        assertThat(FULL.headers()).containsExactly(new Parameter("h", "1"));
        assertThat(FULL.query()).containsExactly(new Parameter("q", "2"));
        assertThat(FULL.bindings()).containsExactly(Map.entry("b", "3"));
        assertThat(FULL.timeout()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void settingSomethingLeavesTheOriginalAndEverythingElseAsItWas() {
        String before = describe(FULL);
        List<Function<InvokeMethodParameters<String>, InvokeMethodParameters<String>>> changes = List.of(p -> p.appId("a2"),
                p -> p.methodName("m2"), p -> p.httpVerb("get"), p -> p.contentType("text/html"), p -> p.header("h", "12"),
                p -> p.query("q", "22"), p -> p.binding("b2", "32"), p -> p.timeout(Duration.ofSeconds(42)));
        for (int i = 0; i < changes.size(); i++) {
            InvokeMethodParameters<String> changed = changes.get(i).apply(FULL);
            assertThat(describe(FULL)).isEqualTo(before);
            String[] expected = before.split("\n");
            String[] found = describe(changed).split("\n");
            for (int line = 0; line < expected.length; line++) {
                // The body is the first line
                assertThat(found[line].equals(expected[line])).as("line %s after change %s", line, i).isEqualTo(line != i + 1);
            }
        }
    }

    private static String describe(InvokeMethodParameters<String> p) {
        return String.join("\n", p.body(), p.appId(), p.methodName(), p.httpVerb(), p.contentType(), pairs(p.headers()),
                pairs(p.query()), p.bindings().toString(), p.timeout().toString());
    }

    private static String pairs(List<Parameter> parameters) {
        return Arrays.toString(parameters.stream().map(p -> p.name() + "=" + p.value()).toArray());
    }

    @Test
    void nullUnsetsWhatWasSet() {
        InvokeMethodParameters<String> unset = FULL.appId(null).methodName(null).httpVerb(null).contentType(null).timeout(null);
        assertThat(unset.appId()).isNull();
        assertThat(unset.methodName()).isNull();
        assertThat(unset.httpVerb()).isNull();
        assertThat(unset.contentType()).isNull();
        assertThat(unset.timeout()).isNull();
    }

    @Test
    void anEmptyTextIsAValueThatTheCallRefuses() {
        InvokeMethodParameters<String> empty = FULL.appId("").methodName("").httpVerb("");
        assertThat(empty.appId()).isEmpty();
        assertThat(empty.methodName()).isEmpty();
        assertThat(empty.httpVerb()).isEmpty();
    }

    @Test
    void headersAndQueryMayRepeatANameAndKeepTheirOrder() {
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("").header("X-A", "1").header("X-B", "2")
                .header("x-a", "3").query("b", "1").query("a", "2").query("b", "1");
        assertThat(parameters.headers()).containsExactly(new Parameter("X-A", "1"), new Parameter("X-B", "2"),
                new Parameter("x-a", "3"));
        assertThat(parameters.query()).containsExactly(new Parameter("b", "1"), new Parameter("a", "2"),
                new Parameter("b", "1"));
    }

    @Test
    void aBindingReplacesAnEarlierOneOfItsName() {
        assertThat(FULL.binding("b", "4").bindings()).containsExactly(Map.entry("b", "4"));
        assertThat(FULL.bindings()).containsExactly(Map.entry("b", "3"));
    }

    @Test
    void listsAndMapsCannotBeChanged() {
        assertThatThrownBy(() -> FULL.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> FULL.query().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> FULL.bindings().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aNameOfAQueryParameterIsNotEmptyAndAValueMayBe() {
        assertThat(InvokeMethodParameters.of("").query("a", "").query()).containsExactly(new Parameter("a", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.query("", "x"))
                .withMessage("The name of a header or a query parameter must not be empty");
    }

    @Test
    void namesAndValuesAreNotNull() {
        assertThatNullPointerException().isThrownBy(() -> FULL.query(null, "x")).withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> FULL.query("x", null))
                .withMessage("The value of a query parameter must not be null: leave the parameter out");
        assertThatNullPointerException().isThrownBy(() -> FULL.binding(null, "x")).withMessage("placeholder");
        assertThatNullPointerException().isThrownBy(() -> FULL.binding("x", null)).withMessage("value");
        assertThatNullPointerException().isThrownBy(() -> FULL.header(null, "x")).withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> FULL.header("x", null))
                .withMessage("The value of a header must not be null: leave the header out");
    }

    @Test
    void headersAndContentTypeAreCheckedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.header("dapr-app-id", "evil"))
                .withMessageStartingWith("The header dapr-app-id must not be sent");
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.header("X", "a\r\nb"))
                .withMessageStartingWith("The value of the header x contains a character");
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.contentType(""))
                .withMessage("The content type must not be empty");
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.contentType("a\nb"))
                .withMessageStartingWith("The value of the header content-type contains a character");
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "PT-1S", "PT0.000999999S", "PT8760H0.001S", "PT2562047788015215H" })
    void aTimeoutIsBetweenOneMillisecondAndOneYear(Duration timeout) {
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.timeout(timeout))
                .withMessage("The timeout of a call must be between one millisecond and 365 days");
        assertThat(FULL.timeout(Duration.ofMillis(1)).timeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(FULL.timeout(Duration.ofDays(365)).timeout()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void itsTextHoldsNoPayloadAndNoValues() {
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("secret0").appId("a").methodName("m")
                .header("Authorization", "secret1").query("token", "secret2").binding("id", "secret3");
        assertThat(parameters).hasToString("InvokeMethodParameters[appId=a, methodName=m, httpVerb=null, contentType=null, "
                + "headers=[Authorization], query=[token], bindings=[id], timeout=null]");
    }

    @Test
    void callsThatBeginAlikeDoNotShareWhatIsAddedLater() {
        InvokeMethodParameters<String> begin = FULL.header("x", "1").query("x", "1").binding("x", "1");
        InvokeMethodParameters<String> one = begin.header("x", "2").query("x", "2").binding("x", "2");
        InvokeMethodParameters<String> other = begin.header("x", "3").query("x", "3").binding("x", "3");
        for (List<Parameter> parameters : List.of(one.headers(), one.query())) {
            assertThat(parameters).endsWith(new Parameter("x", "1"), new Parameter("x", "2")).hasSize(3);
        }
        for (List<Parameter> parameters : List.of(other.headers(), other.query())) {
            assertThat(parameters).endsWith(new Parameter("x", "1"), new Parameter("x", "3")).hasSize(3);
        }
        assertThat(one.bindings()).containsEntry("x", "2");
        assertThat(other.bindings()).containsEntry("x", "3");
        assertThat(begin.bindings()).containsEntry("x", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "headers", "query parameters", "bindings" })
    void aCallHasAThousandOfEachAtMost(String what) {
        InvokeMethodParameters<String> call = InvokeMethodParameters.of("body");
        for (int i = 0; i < 1000; i++) {
            call = add(call, what, "n" + i, "v");
        }
        assertThat(call.headers().size() + call.query().size() + call.bindings().size()).isEqualTo(1000);
        InvokeMethodParameters<String> full = call;
        assertThatIllegalArgumentException().isThrownBy(() -> add(full, what, "secret", "secret"))
                .withMessage("A call can have at most 1000 " + what);
    }

    @ParameterizedTest
    @ValueSource(strings = { "headers", "query parameters" })
    void theirLengthIsBounded(String what) {
        InvokeMethodParameters<String> full = add(add(InvokeMethodParameters.of("body"), what, "a", "v".repeat(60_000)), what,
                "b", "v".repeat(5534));
        assertThatIllegalArgumentException().isThrownBy(() -> add(full, what, "s", ""))
                .withMessage("The " + what + " of a call can have at most 65536 characters in total, names and values "
                        + "together");
    }

    private static InvokeMethodParameters<String> add(InvokeMethodParameters<String> call, String what, String name,
            String value) {
        return switch (what) {
            case "headers" -> call.header(name, value);
            case "query parameters" -> call.query(name, value);
            default -> call.binding(name, value);
        };
    }
}
