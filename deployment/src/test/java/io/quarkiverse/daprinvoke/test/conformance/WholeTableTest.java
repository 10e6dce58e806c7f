package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.test.conformance.Accounting.Row;

/**
 * The conformance table: the row numbers of the project's table of Dapr's wire contract, what each row is about, and where
 * its cases are or why it has none. The account is printed when all tests have run.
 */
class WholeTableTest {

    private static final List<Row> ROWS = List.of(
            covered(1, "an application and one of its methods", TargetRowsTest.class),
            covered(2, "GET, PUT, DELETE and PATCH, and statuses that come back", VerbRowsTest.class),
            covered(3, "POST answered with 201", VerbRowsTest.class),
            covered(4, "a verb in lower case", VerbRowsTest.class),
            covered(5, "a verb in mixed case", VerbRowsTest.class),
            covered(6, "no verb", TargetRowsTest.class),
            covered(7, "an unknown verb", VerbRowsTest.class),
            covered(8, "the verb CONNECT", VerbRowsTest.class),
            covered(9, "the verb HEAD", VerbRowsTest.class),
            covered(10, "a method of several segments", TargetRowsTest.class),
            covered(11, "a method with a leading slash", TargetRowsTest.class),
            notOurs(12, "a raw request line with doubled slashes",
                    "no call is written so; what a sidecar makes of it is its own"),
            covered(13, "a base address that ends with a slash", TargetRowsTest.class),
            covered(14, "the root of the application", TargetRowsTest.class),
            covered(15, "no method at all", TargetRowsTest.class),
            covered(16, "a method that the application does not have", ReplyRowsTest.class),
            covered(17, "a query, byte for byte", TargetRowsTest.class),
            covered(18, "a query without a value", TargetRowsTest.class),
            covered(20, "a blank in a method", TargetRowsTest.class),
            covered(21, "a plus sign in a method", TargetRowsTest.class),
            covered(22, "a method beyond ASCII", TargetRowsTest.class),
            covered(23, "characters that a segment may hold as they are", TargetRowsTest.class),
            covered(24, "a quote in a method", TargetRowsTest.class),
            covered(25, "an asterisk in a method", TargetRowsTest.class),
            covered(27, "a number sign in a method", TargetRowsTest.class),
            covered(28, "a question mark in a method that is no query", TargetRowsTest.class),
            covered(29, "a percent sign in a method", TargetRowsTest.class),
            covered(30, "control characters in a method", TargetRowsTest.class),
            covered(31, "several of these in a method", TargetRowsTest.class),
            covered(32, "characters that are encoded twice", TargetRowsTest.class),
            covered(33, "an encoded slash", TargetRowsTest.class),
            covered(34, "a malformed escape", TargetRowsTest.class),
            covered(35, "a parent segment in the middle", TargetRowsTest.class),
            covered(36, "parent segments behind encoded slashes", TargetRowsTest.class),
            covered(37, "a parent segment that would get around access control", TargetRowsTest.class),
            covered(40, "empty segments", TargetRowsTest.class),
            covered(41, "a method that would shut the sidecar down", TargetRowsTest.class),
            covered(42, "methods and app IDs that would reach other APIs of the sidecar", TargetRowsTest.class),
            covered(43, "encoded parent segments", TargetRowsTest.class),
            covered(44, "dot segments alone and at the end", TargetRowsTest.class),
            covered(47, "an application of another namespace", TargetRowsTest.class),
            covered(48, "an app ID with two dots", TargetRowsTest.class),
            covered(49, "a URL as app ID", UrlAppIdRowsTest.class),
            covered(50, "the name of an HTTP endpoint as app ID", TargetRowsTest.class),
            covered(51, "an HTTP endpoint whose certificate is not trusted", ReplyRowsTest.class),
            covered(53, "app IDs with characters that mean something else", TargetRowsTest.class),
            covered(54, "the letter case of an app ID", TargetRowsTest.class),
            covered(55, "the header dapr-app-id", HeaderRowsTest.class),
            covered(56, "credentials that name an app ID", HeaderRowsTest.class),
            covered(57, "credentials of the application", HeaderRowsTest.class),
            notOurs(58, "the app ID in a header instead of the path", "calls name the application in the path only"),
            covered(59, "a header and a body", HeaderRowsTest.class),
            covered(60, "headers of the connection", HeaderRowsTest.class),
            covered(61, "headers of the reply", ReplyRowsTest.class),
            covered(62, "line breaks in headers", HeaderRowsTest.class),
            covered(63, "the right API token", TokenRowsTest.class),
            covered(64, "the wrong API token", TokenRowsTest.class),
            notOurs(65, "a token that the sidecar does not ask for", "the sidecar hands it on; the documentation warns of it"),
            notOurs(66, "the token that the called application's sidecar sends", "it is set by that sidecar"),
            notOurs(67, "who called, for the called application", "the sidecars write these headers"),
            notOurs(68, "where the call came from, for the called application", "the sidecars write these headers"),
            covered(70, "a trace that the caller continues", HeaderRowsTest.class),
            covered(71, "no payload", BodyRowsTest.class),
            covered(72, "an object", BodyRowsTest.class),
            covered(73, "text", BodyRowsTest.class),
            covered(74, "bytes", BodyRowsTest.class),
            covered(76, "bytes of no declared content type", BodyRowsTest.class),
            covered(77, "a body with a verb that seldom has one", VerbRowsTest.class),
            covered(78, "characters beyond ASCII, and those of markup", BodyRowsTest.class),
            covered(79, "a payload that cannot be written", BodyRowsTest.class),
            covered(80, "a hundred calls at a time", CallRowsTest.class),
            covered(81, "a thousand random calls", RandomCallRowsTest.class),
            covered(82, "what a call overrides", CallRowsTest.class),
            covered(83, "a call that overrides with nothing", TargetRowsTest.class),
            covered(84, "two calls in a row", CallRowsTest.class),
            covered(85, "the JSON envelope", CallRowsTest.class),
            covered(86, "statuses that are a success", ReplyRowsTest.class),
            covered(87, "redirects", ReplyRowsTest.class),
            covered(88, "bodies of replies, byte for byte", ReplyRowsTest.class),
            covered(89, "the sidecar's error: not delivered", ReplyRowsTest.class),
            covered(90, "the sidecar's error: denied", ReplyRowsTest.class),
            covered(91, "a gRPC application's error", ReplyRowsTest.class),
            covered(92, "the sidecar's error: unreadable gRPC error", ReplyRowsTest.class),
            covered(93, "an application's error in text", ReplyRowsTest.class),
            covered(94, "an application's error in JSON", ReplyRowsTest.class),
            covered(95, "an error without a body", ReplyRowsTest.class),
            covered(98, "a sidecar that is not there", CallRowsTest.class),
            covered(99, "a connection that is closed before the response", CallRowsTest.class),
            covered(100, "a call that takes too long", CallRowsTest.class),
            covered(101, "the sidecar's error: the circuit breaker is open", ReplyRowsTest.class),
            covered(102, "the sidecar's error: its own timeout", ReplyRowsTest.class),
            covered(103, "a body that the sidecar may repeat", CallRowsTest.class),
            covered(104, "a streamed body, which the sidecar does not repeat", StreamRowsTest.class),
            covered(105, "a large streamed body", StreamRowsTest.class),
            covered(106, "a streamed response", StreamRowsTest.class),
            covered(109, "the sidecar's error: the application is not healthy", ReplyRowsTest.class),
            covered(110, "the sidecar's error: the application calls itself without a port", ReplyRowsTest.class),
            covered(111, "the port in the environment", PortVariableRowsTest.class, DefaultAddressRowsTest.class,
                    InvalidPortVariableRowsTest.class),
            covered(112, "the endpoint in the environment", EndpointVariableRowsTest.class),
            covered(113, "no token, or an empty one", HeaderRowsTest.class, PortVariableRowsTest.class),
            covered(114, "the token, once, and to the sidecar only", TokenRowsTest.class),
            covered(115, "a placeholder without a value", TargetRowsTest.class),
            covered(116, "names of settings", TargetRowsTest.class),
            notOurs(117, "the health of the sidecar", "calls do not ask for it; a health check is a feature of its own"),
            covered(118, "what an error repeats", TargetRowsTest.class));

    @RegisterExtension
    static final BeforeAllCallback AT_THE_END = context -> {
        String summary = new Accounting(ROWS, cases()).summary();
        // Closed with the store of the whole run
        context.getRoot().getStore(Namespace.GLOBAL).put(WholeTableTest.class,
                (AutoCloseable) () -> System.out.println(summary));
    };

    private static Row covered(int number, String about, Class<?>... by) {
        return new Row(number, about, List.of(by), null);
    }

    private static Row notOurs(int number, String about, String reason) {
        return new Row(number, about, List.of(), reason);
    }

    private static Row row(int number, String about) {
        return new Row(number, about, List.of(), null);
    }

    /**
     * @return the cases of all classes that are there, so that none is forgotten
     */
    private static Map<Class<?>, Map<Integer, Integer>> cases() throws Exception {
        Map<Class<?>, Map<Integer, Integer>> cases = new HashMap<>();
        try (Stream<Path> files = Files.list(Path.of(WholeTableTest.class.getResource(".").toURI()))) {
            for (String name : files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("RowsTest.class")).toList()) {
                Class<?> type = Class.forName(
                        WholeTableTest.class.getPackageName() + "." + name.substring(0, name.length() - ".class".length()));
                cases.put(type, Accounting.casesOf(type));
            }
        }
        return cases;
    }

    @Test
    void everyRowIsAccountedFor() throws Exception {
        assertThat(new Accounting(ROWS, cases()).problems()).isEmpty();
    }

    @Test
    void noRowIsMissing() {
        Set<Integer> withoutRow = Set.of(19, 26, 38, 39, 45, 46, 52, 69, 75, 96, 97, 107, 108);
        assertThat(ROWS.stream().map(Row::number)).containsExactlyElementsOf(
                IntStream.rangeClosed(1, 118).boxed().filter(number -> !withoutRow.contains(number)).toList());
        assertThat(ROWS).allSatisfy(row -> assertThat(row.about()).isNotBlank());
    }

    private static final Map<Class<?>, Map<Integer, Integer>> ONE_CASE = Map.of(Sample.class, Map.of(1, 1));

    static Stream<Arguments> whatDoesNotAddUp() {
        Row covered = covered(1, "x", Sample.class);
        return Stream.of(
                arguments("neither", List.of(covered, row(2, "x")), "row 2 is in no account"),
                arguments("without a case", List.of(covered, covered(2, "x", Sample.class)), "row 2 has no case in Sample"),
                arguments("covered and not ours", List.of(new Row(1, "x", List.of(Sample.class), "reason")),
                        "row 1 is in more than one account"),
                arguments("twice", List.of(covered, covered), "row 1 is there twice"),
                arguments("not ours, with a case", List.of(notOurs(1, "x", "reason")),
                        "row 1 has a case in Sample that it does not name"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatDoesNotAddUp(String description, List<Row> rows, String problem) {
        assertThat(new Accounting(rows, ONE_CASE).problems()).containsExactly(problem);
    }

    @Test
    void whatAddsUp() {
        Accounting accounting = new Accounting(
                List.of(covered(1, "x", Sample.class), notOurs(3, "x", "reason")), ONE_CASE);
        assertThat(accounting.problems()).isEmpty();
        assertThat(accounting.summary())
                .isEqualTo("Conformance: 2 rows, 1 covered by 1 cases, 1 not the caller's");
    }

    @Test
    void onlyCasesThatRunCount() throws Exception {
        assertThat(Accounting.casesOf(Sample.class)).isEqualTo(Map.of(1, 1, 2, 2, 3, 1));
        assertThat(Accounting.casesOf(DisabledSample.class)).isEmpty();
        assertThatThrownBy(() -> Accounting.casesOf(NumberlessSample.class)).hasMessageEndingWith("has no row");
    }

    /** Never run, because it is no test class by its name. */
    static class Sample {

        static Stream<Arguments> cases() {
            return Stream.of(arguments(1, "x"), arguments(2, "x"));
        }

        @RowCases
        @MethodSource("cases")
        void ofMethod(int row, String about) {
        }

        @RowCases
        @CsvSource({ "2, x", "3 | x" })
        void ofLines(int row, String about) {
        }

        @Disabled("for this test")
        @RowCases
        @CsvSource("4, x")
        void disabled(int row, String about) {
        }
    }

    @Disabled("for this test")
    static class DisabledSample {

        @RowCases
        @CsvSource("1, x")
        void disabled(int row, String about) {
        }
    }

    static class NumberlessSample {

        @Test
        void numberless() {
        }
    }
}
