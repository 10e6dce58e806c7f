package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvocationTarget;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * A target that another client has encoded is refused, or {@link DaprdRouting} finds what it says.
 */
class EncodedTargetTest {

    private static final TargetTemplate TEMPLATE = TargetTemplate.of("", "orders", "/", "POST");
    private static final ResolvedTarget ROOT = TEMPLATE.resolve(name -> null);
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-f]{2}", Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "a/b", "a/", "a%20b", "%C3%A9", "%c3%a9", "...", "a..b", "..a", "%41", "a;b=c,d", "...;x",
            "a..;x", ";..", "..a;x", "a+b",
            "a?x=%2F..%2F", "a?x=/../", "?x", "a?", "~!$&'()*+,;=:@" })
    void isTakenAsItIs(String tail) {
        ResolvedTarget target = ResolvedTarget.encoded(TEMPLATE, ROOT, "get", ROOT.uri() + tail);
        assertThat(target.uri()).isEqualTo(ROOT.uri() + tail);
        assertThat(target.verb().name()).isEqualTo("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = { ".", "..", "../", "a/..", "a/../b", "a/./b", "%2e", "%2E%2e", ".%2E", "a/%2e%2e/b", "..;", ".;x",
            "a/..;x=1/b", "%2e.;x", "..%3Bx", "/", "//",
            "a//b",
            "/a", "a%2Fb", "a%2fb", "%5C", "%23", "%3F", "%25", "%252e", "%00", "%0D%0A", "%7F", "%C2%85", "%", "%2", "%zz",
            "a%2", "%c0%ae", "%ED%A0%80", "%ff", "é", "a b", "a\\b", "a#b", "a|b", "\"", "{x}", "a?b#c", "a?%", "a?%zz", "a?é",
            "a? " })
    void isRefused(String tail) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResolvedTarget.encoded(TEMPLATE, ROOT, "GET", ROOT.uri() + tail))
                .satisfies(refused -> assertThat(refused.getMessage()).matches("[ -~]+"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1.0/invoke/orders/method", "/v1.0/invoke/orders/methodx", "/v1.0/invoke/evil/method/x",
            "/v1.0/shutdown", "http://other/v1.0/invoke/orders/method/x", "" })
    void elsewhereIsRefused(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> ResolvedTarget.encoded(TEMPLATE, ROOT, "GET", uri));
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "?x" })
    void isNoLongerThanOthers(String start) {
        String longest = ROOT.uri() + start + "x".repeat(TargetSyntax.MAX_LENGTH - ROOT.uri().length() - start.length());
        assertThat(ResolvedTarget.encoded(TEMPLATE, ROOT, "GET", longest).uri()).hasSize(64 * 1024);
        assertThatIllegalArgumentException().isThrownBy(() -> ResolvedTarget.encoded(TEMPLATE, ROOT, "GET", longest + "x"))
                .withMessageContaining("65536");
    }

    @Property
    void isRefusedOrReachesWhatItSays(@ForAll("tails") String tail) {
        ResolvedTarget target;
        try {
            target = ResolvedTarget.encoded(TEMPLATE, ROOT, "POST", ROOT.uri() + tail);
        } catch (IllegalArgumentException e) {
            return;
        }
        // The parser of the routes accepts escapes in upper case only
        DaprdRouting routing = DaprdRouting
                .of(ESCAPE.matcher(target.uri()).replaceAll(found -> found.group().toUpperCase(Locale.ROOT)));
        assertThat(routing.appId()).isEqualTo("orders");
        String path = tail.split("\\?", 2)[0];
        assertThat(target.describe()).isEqualTo(new InvocationTarget("orders", routing.method(), "POST"));
        assertThat(routing.method().split("/", -1)).hasSameSizeAs(path.split("/", -1));
    }

    @Provide
    Arbitrary<String> tails() {
        Arbitrary<String> part = Arbitraries.frequencyOf(Tuple.of(3, HostileText.harmless()),
                Tuple.of(3, HostileText.escapes()),
                Tuple.of(2, HostileText.dotSegments()), Tuple.of(1, HostileText.printableAscii()),
                Tuple.of(1, HostileText.mixed()), Tuple.of(1, HostileText.backslashes()));
        return Combinators.combine(part.list().ofMinSize(1).ofMaxSize(4), Arbitraries.of("", "/", "?"))
                .as((parts, separator) -> String.join(separator, parts));
    }
}
