package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FixedParametersTest {

    private static final PlaceholderValues NONE = name -> null;

    private static List<String> lines(List<Parameter> parameters) {
        return parameters.stream().map(parameter -> parameter.name() + ": " + parameter.value()).toList();
    }

    @Test
    void aCallWithoutParametersOfItsOwnCopiesNothing() {
        FixedParameters headers = FixedParameters.headers(Map.of("x-tenant", "acme"));
        assertThat(headers.addTo(List.of(), NONE)).isSameAs(headers.addTo(List.of(), NONE));
        List<Parameter> own = List.of(new Parameter("a", "b"));
        assertThat(FixedParameters.NONE.addTo(own, NONE)).isSameAs(own);
        assertThat(FixedParameters.query(Map.of()).addTo(own, NONE)).isSameAs(own);
    }

    @Test
    void headersAreComparedIgnoringLetterCaseAndQueryParametersAsTheyAreWritten() {
        Map<String, String> values = new TreeMap<>(Map.of("x-a", "fixed", "x-b", "fixed"));
        List<Parameter> own = List.of(new Parameter("X-A", "1"), new Parameter("x-a", "2"));
        assertThat(lines(FixedParameters.headers(values).addTo(own, NONE))).containsExactly("X-A: 1", "x-a: 2", "x-b: fixed");
        own = List.of(new Parameter("X-A", "1"));
        assertThat(lines(FixedParameters.query(values).addTo(own, NONE)))
                .containsExactly("X-A: 1", "x-a: fixed", "x-b: fixed");
    }

    @Test
    void namesItsPlaceholders() {
        FixedParameters headers = FixedParameters.headers(new TreeMap<>(Map.of("a", "{x}-{y}", "b", "{y}{z}", "c", "d")));
        assertThat(headers.placeholders()).containsExactly("x", "y", "z");
        assertThat(headers.isLiteral()).isFalse();
        assertThat(FixedParameters.NONE.isLiteral()).isTrue();
    }

    @Test
    void aValueIsNotReadAsATemplate() {
        assertThat(lines(FixedParameters.headers(Map.of("a", "<{x}>")).addTo(List.of(), name -> "{x}${y}")))
                .containsExactly("a: <{x}${y}>");
    }

    @Test
    void whatIsTooLongIsRefused() {
        String most = "a".repeat(64 * 1024);
        FixedParameters.checkHeaderValue("a", most);
        assertThatIllegalArgumentException().isThrownBy(() -> FixedParameters.checkHeaderValue("a", most + "a"))
                .withMessage("the value can have at most 65536 characters");
        FixedParameters headers = FixedParameters.headers(new TreeMap<>(Map.of("a", "{x}", "b", "{y}")));
        assertThat(headers.addTo(List.of(), name -> name.equals("x") ? most : "")).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> headers.addTo(List.of(), name -> name.equals("x") ? most : "a"))
                .withMessage("The values of the headers that annotation and configuration add to a call can have at most 65536 "
                        + "characters in total");
    }

    @Test
    void spacesAreWithinAValueAndNotAroundIt() {
        for (String value : new String[] { " {x}", "{x} ", "\t{x}", "{x}\t", " ", "a {x} " }) {
            assertThatIllegalArgumentException().isThrownBy(() -> FixedParameters.checkHeaderValue("A", value)).withMessage(
                    "The value of the header a begins or ends with a space or a tab, which HTTP drops; remove it, or encode it");
        }
        FixedParameters.checkHeaderValue("a", "Bearer {x}");
        FixedParameters headers = FixedParameters.headers(Map.of("a", "Bearer {x}"));
        assertThat(lines(headers.addTo(List.of(), name -> "t"))).containsExactly("a: Bearer t");
        assertThatIllegalArgumentException().isThrownBy(() -> headers.addTo(List.of(), name -> ""));
    }

    @Test
    void whatStandsAroundAPlaceholderCountsAsWell() {
        FixedParameters headers = FixedParameters.headers(Map.of("a", "b{x}{y}"));
        String most = "a".repeat(64 * 1024 - 1);
        assertThat(headers.addTo(List.of(), name -> name.equals("x") ? most : "")).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> headers.addTo(List.of(), name -> name.equals("x") ? most : "c"));
    }

    @Test
    void aValueThatMayNotStandInAHeaderIsRefusedInOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedParameters.headers(Map.of("a", "b{x}")).addTo(List.of(), name -> "\r\nc: d"));
        assertThatIllegalArgumentException().isThrownBy(() -> FixedParameters.checkHeaderValue("a", "b{x}\r\nc: d"));
        assertThat(lines(FixedParameters.query(Map.of("a", "b{x}")).addTo(List.of(), name -> "\r\n")))
                .containsExactly("a: b\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "content-type", "Content-Type", "dapr-app-id", "a b", "" })
    void refusesHeadersThatNoCallMayHave(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> FixedParameters.checkHeaderName(name));
        // Unlike any other
        FixedParameters.checkHeaderName("x-a");
    }

    @Test
    void refusesQueryParametersThatAreNoText() {
        FixedParameters.checkQueryParameter("a", "b{x}\r\n");
        assertThatIllegalArgumentException().isThrownBy(() -> FixedParameters.checkQueryParameter("a", "b{x}\uD83D"));
        assertThatIllegalArgumentException().isThrownBy(() -> FixedParameters.checkQueryParameter("\uD83D", "b"));
    }

    @Test
    void knowsWhatItIncludes() {
        assertThat(FixedParameters.headers(Map.of("x-a", "b")).includes("X-A")).isTrue();
        assertThat(FixedParameters.headers(Map.of("x-a", "b")).includes("x-b")).isFalse();
        assertThat(FixedParameters.query(Map.of("x-a", "b")).includes("x-a")).isTrue();
        assertThat(FixedParameters.query(Map.of("x-a", "b")).includes("X-A")).isFalse();
    }

    @Test
    void aDeclaredHeaderIsSplitAtItsFirstColon() {
        assertThat(DeclaredHeader.parse(" x-a\t:\t b: c ")).isEqualTo(new DeclaredHeader("x-a", "b: c"));
        assertThat(DeclaredHeader.parse("x-a:")).isEqualTo(new DeclaredHeader("x-a", ""));
        assertThat(DeclaredHeader.parse(":")).isEqualTo(new DeclaredHeader("", ""));
        assertThat(DeclaredHeader.parse("a: b\r\n")).isEqualTo(new DeclaredHeader("a", "b\r\n"));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> DeclaredHeader.parse("secret"))
                .withMessage("a header must be declared as \"name: value\"");
    }

    /**
     * For any value of a placeholder, a header is sent with the unchanged value, or refused with a message that does not repeat
     * it.
     */
    @Property
    void aValueOfAPlaceholderIsSentUnchangedOrRefused(@ForAll("hostile") String value) {
        FixedParameters headers = FixedParameters.headers(Map.of("x-user", "user {user}"));
        try {
            String sent = headers.addTo(List.of(), name -> value).get(0).value();
            assertThat(sent).isEqualTo("user " + value);
            assertThat(sent.chars()).noneMatch(c -> c < 0x20 && c != '\t' || c == 0x7F || c > 0xFF);
            assertThat(new String(sent.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
        } catch (IllegalArgumentException e) {
            assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check("x-user", "user " + value))
                    .withMessage(e.getMessage());
        }
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(HostileText.printableAscii(), HostileText.controlCharacters(), HostileText.unicode(),
                HostileText.surrogates(), HostileText.normalisationForms());
    }
}
