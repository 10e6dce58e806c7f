package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSyntaxTest {

    private static final String HIGH_SURROGATE = "\uD83D";
    private static final String LOW_SURROGATE = "\uDE00";

    /** Every character that Go and Java count among the controls: C0, DEL and C1. */
    static Stream<String> controlCharacters() {
        return IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7F, 0x9F)).mapToObj(Character::toString);
    }

    static Stream<String> halfSurrogatePairs() {
        return Stream.of(HIGH_SURROGATE, LOW_SURROGATE, LOW_SURROGATE + HIGH_SURROGATE, "a" + HIGH_SURROGATE,
                HIGH_SURROGATE + "a", HIGH_SURROGATE + HIGH_SURROGATE + LOW_SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH" })
    void takesTheVerbsThatTheSidecarKnowsInAnyLetterCase(String verb) {
        assertThat(TargetSyntax.verb(verb).name()).isEqualTo(verb);
        assertThat(TargetSyntax.verb(verb.toLowerCase()).name()).isEqualTo(verb);
        assertThat(TargetSyntax.verb(verb.charAt(0) + verb.substring(1).toLowerCase()).name()).isEqualTo(verb);
    }

    // The last ones become POST and OPTIONS in upper case
    @ParameterizedTest
    @ValueSource(strings = { "", " ", "FOO", "CONNECT", "NONE", "POST ", " GET", "GET\r\nX: y", "GET /", "\"get\"",
            "po\u017Ft", "opt\u0131ons" })
    void refusesAnyOtherVerb(String verb) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetSyntax.verb(verb))
                .withMessage("the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "orders", "Dapr-App", "orders.production", "a_b~c", "caf\u00E9", "a:b", "\uD83D\uDE00" })
    void takesAppIdsWithAtMostOneNamespace(String appId) {
        assertThatCode(() -> TargetSyntax.checkAppId(appId)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a b", "\u00A0", "a\u2003b", "a\u2028b", "a/b", "a\\b", "a?b", "a#b", "a%b", "a%2Fb",
            "a+b", ".", "..", ".ns", "app.", "a.b.c", "a..b", "http://127.0.0.1:9", "http%3A%2F%2F127.0.0.1%3A9",
            "app/method/x", "app%2Fmethod%2Fx" })
    void refusesAppIdsThatTheSidecarMightReadDifferently(String appId) {
        refuses(TargetSyntax::checkAppId, appId, "an app ID must be a name, optionally followed by a dot and a namespace, "
                + "without white space, control characters or any of / \\ ? # % +");
    }

    @ParameterizedTest
    @MethodSource("controlCharacters")
    void refusesControlCharactersEverywhere(String control) {
        for (String text : List.of(control, "a" + control, control + "a", "a" + control + "b")) {
            refuses(TargetSyntax::checkAppId, text, TargetSyntax.APP_ID_RULE);
            refuses(TargetSyntax::checkAppIdPart, text, TargetSyntax.APP_ID_RULE);
            refuses(TargetSyntax::checkValue, text, TargetSyntax.VALUE_RULE);
            refuses(TargetSyntax::checkPathPart, text, TargetSyntax.METHOD_RULE);
            refuses(query -> TargetSyntax.appendQuery(new StringBuilder(), query), text, TargetSyntax.QUERY_RULE);
        }
    }

    @ParameterizedTest
    @MethodSource("halfSurrogatePairs")
    void refusesHalfSurrogatePairsEverywhere(String text) {
        refuses(TargetSyntax::checkAppId, text, TargetSyntax.APP_ID_RULE);
        refuses(TargetSyntax::checkValue, text, TargetSyntax.VALUE_RULE);
        refuses(TargetSyntax::checkPathPart, text, TargetSyntax.METHOD_RULE);
        refuses(query -> TargetSyntax.appendQuery(new StringBuilder(), query), text, TargetSyntax.QUERY_RULE);
        refuses(query -> TargetSyntax.appendQueryParameter(new StringBuilder(), query), text,
                "a query parameter must be well-formed Unicode text");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/", "a/b", "..\\x", "a?b", "?b", "a#b", "100%", "%2e", "%2F", "%00" })
    void refusesPlaceholderValuesThatAreNotTheTextOfOneSegment(String value) {
        refuses(TargetSyntax::checkValue, value, "the value of a placeholder must be the text of one path segment: not empty, "
                + "no dot segment, without control characters or any of / \\ ? # %");
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "a b", "a+b", "a:b;c=1,d@e!$&'()*~_-.", "\u65E5\u672C", "{x}", "\"<>^`|", "\uD83D\uDE00" })
    void takesAnyOtherPlaceholderValue(String value) {
        assertThatCode(() -> TargetSyntax.checkValue(value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\\b", "a#b", "100%", "%2e%2e", "a%2Fb" })
    void refusesPathsWithCharactersThatLaterDecodingWouldChange(String path) {
        refuses(TargetSyntax::checkPathPart, path, "a method name must be a path without empty or dot segments, control "
                + "characters or any of \\ # %");
    }

    @ParameterizedTest
    @ValueSource(strings = { ".", "..", "./a", "../a", "a/.", "a/..", "a/./b", "a/../b", "a/../", "a/./", "/a", "a//b", "//",
            "/", "a//" })
    void refusesDotSegmentsAndEmptySegmentsBeforeTheLast(String path) {
        refuses(text -> TargetSyntax.checkSegments(text, 0), path, TargetSyntax.METHOD_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "a/", "a/b", "...", "a/...", ".a", "a.", "..a", "a..", ".-", "-." })
    void takesOtherSegmentsAndATrailingSlash(String path) {
        assertThatCode(() -> TargetSyntax.checkSegments(path, 0)).doesNotThrowAnyException();
    }

    @Test
    void checksSegmentsFromWhereThePathStarts() {
        assertThatCode(() -> TargetSyntax.checkSegments("../a", 3)).doesNotThrowAnyException();
        refuses(text -> TargetSyntax.checkSegments(text, 1), "x..", TargetSyntax.METHOD_RULE);
    }

    @Test
    void encodesOfAnAppIdAllButUnreservedCharacters() {
        StringBuilder encoded = new StringBuilder("/");
        TargetSyntax.appendAppId(encoded, "AZaz09-._~!$&'()*,;=:@\"<>^`{|}[]\u00E9\u65E5\uD83D\uDE00");
        assertThat(encoded).hasToString("/AZaz09-._~%21%24%26%27%28%29%2A%2C%3B%3D%3A%40%22%3C%3E%5E%60%7B%7C%7D%5B%5D%C3%A9"
                + "%E6%97%A5%F0%9F%98%80");
    }

    @Test
    void leavesOfAPathWhatMayStandInASegment() {
        StringBuilder encoded = new StringBuilder();
        TargetSyntax.appendPath(encoded, "Az09-._~!$&'()*+,;=:@/a b/\"<>^`{|}[]/\u00E9\u65E5\uD83D\uDE00/");
        assertThat(encoded).hasToString("Az09-._~!$&'()*+,;=:@/a%20b/%22%3C%3E%5E%60%7B%7C%7D%5B%5D/%C3%A9%E6%97%A5"
                + "%F0%9F%98%80/");
    }

    @Test
    void writesEscapesInUpperCase() {
        StringBuilder encoded = new StringBuilder();
        TargetSyntax.appendPath(encoded, "\u00AA\u00BB\u00CC");
        assertThat(encoded).hasToString("%C2%AA%C2%BB%C3%8C");
    }

    @ParameterizedTest
    @ValueSource(strings = { "x=1&y=a%20b&z=%26", "stream", "a+b", "a=/x/../y?", "%2e%2E%2f", "a=:@!$'()*,;-._~" })
    void keepsAWellFormedQueryByteForByte(String query) {
        StringBuilder encoded = new StringBuilder();
        TargetSyntax.appendQuery(encoded, query);
        assertThat(encoded).hasToString(query);
    }

    @Test
    void encodesOfAQueryWhatMayNotStandInOne() {
        StringBuilder encoded = new StringBuilder();
        TargetSyntax.appendQuery(encoded, "a=b c&d=\"\u00E9\"");
        assertThat(encoded).hasToString("a=b%20c&d=%22%C3%A9%22");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a#b", "%", "a%", "a%2", "%zz", "%2g", "%g2", "%%20", "%\uFF12\uFF10" })
    void refusesQueriesThatAreNotWellFormed(String query) {
        refuses(text -> TargetSyntax.appendQuery(new StringBuilder(), text), query,
                "a query must not contain control characters or '#', and each '%' must be followed by two hexadecimal digits");
    }

    @Test
    void encodesOfAQueryParameterAllButUnreservedCharacters() {
        StringBuilder encoded = new StringBuilder();
        TargetSyntax.appendQueryParameter(encoded, "a b+c&d=e%2F/?#\r\n\0\u00E9-._~");
        assertThat(encoded).hasToString("a%20b%2Bc%26d%3De%252F%2F%3F%23%0D%0A%00%C3%A9-._~");
    }

    private static void refuses(Consumer<String> check, String text, String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> check.accept(text)).withMessage(rule);
    }
}
