package io.quarkiverse.daprinvoke.test.invocation.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Hostile app IDs, methods, values and query parameters, at random but the same in each run: either the call is refused and
 * nothing is sent, or the sidecar sees one encoded segment, {@code /method/}, encoded segments and a query that say what was
 * meant. What it sees is read here once more, without the code under test.
 */
class HostileTargetTest {

    private static final Logger LOG = Logger.getLogger(HostileTargetTest.class);

    private static final int CALLS = 600;

    private static final Pattern REQUEST_LINE = Pattern.compile("(GET|HEAD|POST|PUT|DELETE|OPTIONS|TRACE|PATCH) "
            + "/v1\\.0/invoke/([A-Za-z0-9._~%-]+)/method/([A-Za-z0-9._~!$&'()*+,;=:@/%-]+)"
            + "\\?(?:([A-Za-z0-9._~!$&'()*+,;=:@/?%-]+)&)?q=([A-Za-z0-9._~%-]*) HTTP/1\\.1");

    private static final List<String> PIECES = List.of("a", "b", "orders", "x1", "-", "_", "~", "é", "日", "😀", "e\u0301",
            "!", "$&'()*", ",;=:@", "...", ".well-known", "\"<>^`|", "[]", "{x}", "\uFF0F", "\uFF0E\uFF0E", "\u2024", "\u2215",
            "\u017F", "\u00A0", "\u2028", " ", "+", ".", "..", "/", "//", "/../", "\\", "..\\", "?", "#", "%", "%2e", "%2E%2e",
            "%2F", "%252e", "%25252F", "%00", "%c0%ae", "%zz", "/method/", "/v1.0/shutdown", "http://h", "\0", "\r\n", "\t",
            "\u007F", "\u0085", "\uD83D", "\uDE00", "\r\nX: y", " HTTP/1.1\r\n\r\n");

    private static final List<String> VERBS = List.of("GET", "post", "Put", "DELETE", "options", "PATCH", "POST", "get",
            "CONNECT", "FOO", "GET ", "po\u017Ft", "POST /v1.0/shutdown HTTP/1.1\r\n\r\nPOST");

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "find/{first}{second}/{second}", httpVerb = "{verb}")
    Emitter<String> emitter;

    @Test
    void isRefusedOrArrivesAsItWasMeant() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        Random random = new Random(20);
        int sent = 0;
        int refused = 0;
        for (int i = 0; i < CALLS; i++) {
            String app = text(random);
            String first = text(random);
            String second = text(random);
            String verb = random.nextInt(4) > 0 ? "POST" : VERBS.get(random.nextInt(VERBS.size()));
            String query = text(random);
            InvokeMethodParameters<String> call = InvokeMethodParameters.of("hello").query("q", query);
            // Half of them say it themselves, the others by the values of placeholders
            boolean itself = random.nextBoolean() && !(app + first + second).contains("{");
            call = itself ? call.appId(app).methodName("find/" + first + second + "/" + second).httpVerb(verb)
                    : call.binding("app", app).binding("first", first).binding("second", second).binding("verb", verb);
            String tried = "call " + i;
            try {
                Calls.item(emitter.send(call));
            } catch (InvalidInvocationTargetException e) {
                refused++;
                continue;
            }
            sent++;
            String requestLine = sidecar.next().requestLine();
            Matcher line = REQUEST_LINE.matcher(requestLine);
            assertThat(line.matches()).as("%s: %s", tried, requestLine).isTrue();
            assertThat(line.group(1)).as(tried).isEqualTo(verb.toUpperCase(Locale.ROOT));
            assertThat(decoded(line.group(2))).as(tried).isEqualTo(app);
            assertThat(app).as(tried).doesNotContainPattern("[/\\\\?#%+\\s\\p{Cntrl}]").isNotIn(".", "..");
            String method = "find/" + first + second + "/" + second;
            // In what is a method name itself, a question mark begins the query; in a value it is refused
            int question = method.indexOf('?');
            String path = question < 0 ? method : method.substring(0, question);
            List<String> segments = new ArrayList<>(List.of(line.group(3).split("/", -1)));
            segments.replaceAll(HostileTargetTest::decoded);
            assertThat(String.join("/", segments)).as(tried).isEqualTo(path);
            assertThat(segments).as(tried).doesNotContain(".", "..")
                    .noneMatch(segment -> Pattern.compile("[/\\\\?#%\\p{Cntrl}]").matcher(segment).find());
            assertThat(segments.subList(0, segments.size() - 1)).as(tried).doesNotContain("");
            if (!itself) {
                assertThat(segments).as(tried).containsExactly("find", first + second, second);
            }
            String declaredQuery = question < 0 || question == method.length() - 1 ? null : method.substring(question + 1);
            assertThat(line.group(4) == null ? null : decoded(line.group(4))).as(tried)
                    .isEqualTo(declaredQuery == null ? null : decoded(declaredQuery));
            assertThat(decoded(line.group(5))).as(tried).isEqualTo(query);
        }
        LOG.infof("%d calls with hostile targets: %d sent, %d refused", CALLS, sent, refused);
        assertThat(sidecar.pending()).isZero();
        assertThat(sent).isGreaterThan(CALLS / 10);
        assertThat(refused).isGreaterThan(CALLS / 10);
    }

    /** Mostly of one piece, so that not all calls are refused. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(3) == 0 ? 2 : 1;
        for (int i = 0; i < pieces; i++) {
            // Harmless ones come first in the list
            text.append(PIECES.get(random.nextInt(random.nextInt(3) == 0 ? PIECES.size() : 14)));
        }
        return text.toString();
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
