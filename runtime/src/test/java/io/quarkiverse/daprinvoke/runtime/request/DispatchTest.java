package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.quarkiverse.daprinvoke.runtime.request.DaprdOracle.Dispatch;
import io.quarkiverse.daprinvoke.runtime.request.DaprdOracle.Request;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Each text is either refused, or daprd's own code dispatches the call to exactly the application, the method
 * and
 * the query that were meant. How many are tried, and the seed, are the system properties {@code oracle.targets} and
 * {@code oracle.seed}.
 */
@AddLifecycleHook(DaprdOracle.Needed.class)
class DispatchTest {

    static final int TARGETS = Integer.getInteger("oracle.targets", 20_000);
    static final long SEED = Long.getLong("oracle.seed", new Random().nextLong());
    private static final int REPORTED = 20;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-f]{2}", Pattern.CASE_INSENSITIVE);

    private final List<String> differences = new ArrayList<>();
    private final DaprdOracle oracle = DaprdOracle.find().orElse(null);

    @Example
    void whatIsSentIsDispatchedAsItWasMeant() {
        HostileTexts texts = new HostileTexts(new Random(SEED));
        AtomicLong refused = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        oracle.ask(() -> {
            while (sent.get() + refused.get() < TARGETS) {
                RandomTarget target = RandomTarget.of(texts);
                if (target.sent() != null) {
                    sent.incrementAndGet();
                    return target;
                }
                refused.incrementAndGet();
            }
            return null;
        }, target -> new Request(target.sent().verb().name(), target.sent().uri()), (target, dispatch) -> {
            compare(target.sent().uri(), target.meant(), dispatch);
            compare(target.sent().uri(), target.meant(), DispatchTest::routing);
        });
        report(TARGETS + " targets, of which " + sent + " were sent and " + refused + " refused");
        assertThat(sent.get()).isGreaterThan(TARGETS / 4);
        assertThat(refused.get()).isGreaterThan(TARGETS / 10);
    }

    /** Or the rest proves nothing. */
    @Example
    void theOracleSeesWhatIsWrong() {
        String basic = "Authorization: Basic " + Base64.getEncoder().encodeToString("dapr-app-id:evil".getBytes());
        Map<Request, String> found = new LinkedHashMap<>();
        oracle.ask(List.of(new Request("GET", "/v1.0/invoke/caf%C3%A9.ns/method/a/method/b%20c+d/?x=%2F"),
                new Request("POST", "/v1.0/invoke/http%3A%2F%2Fh%3A80%2Fapi/method/x?y"),
                new Request("DELETE", "/v1.0/invoke/self/method/"),
                new Request("POST", "/v1.0/invoke/a/method/x", List.of("dapr-app-id: evil")),
                new Request("POST", "/v1.0/invoke/a/method/x", List.of(basic)),
                new Request("POST", "/v1.0/invoke/a/method/../../../invoke/evil/method/x"),
                new Request("POST", "/v1.0/invoke/a/method/x%2F..%2Fy"),
                new Request("POST", "/v1.0/invoke/a%2Fmethod%2Fx/method/y"),
                new Request("FOO", "/v1.0/invoke/a/method/x"),
                new Request("POST", "/v1.0/invoke/a/method/../../../shutdown"),
                new Request("POST", "/v1.0/invoke/a/method/x%23y"),
                new Request("POST", "/v1.0/invoke/a/method/%C0%AE"),
                new Request("POST", "/v1.0/invoke/a/method/%zz")).iterator(), request -> request,
                (request, dispatch) -> found.put(request, dispatch.dispatched()
                        ? dispatch.appId() + " " + dispatch.verb() + " " + dispatch.target()
                        : String.valueOf(dispatch.status())));
        assertThat(found.values()).containsExactly("caf\u00e9.ns GET /a/method/b%20c+d?x=%2F", "http://h:80 POST /api/x?y",
                "self DELETE /", "evil POST /v1.0/invoke/a/method/x", "evil POST /v1.0/invoke/a/method/x",
                "a POST /invoke/evil/method/x", "a POST /y", "a POST /x/method/y", "a POST /x", "204", "500", "500", "400");
    }

    /** {@link DaprdRouting} is what the other tests of targets trust in. */
    @Example
    void whatTheRoutingOfTheTestsAcceptsIsDispatchedSo() {
        HostileTexts texts = new HostileTexts(new Random(SEED));
        AtomicLong asked = new AtomicLong();
        AtomicLong accepted = new AtomicLong();
        oracle.ask(() -> {
            while (asked.get() < TARGETS) {
                String target = rawTarget(texts);
                if (target.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
                    asked.incrementAndGet();
                    return target;
                }
            }
            return null;
        }, target -> new Request("POST", target), (target, dispatch) -> {
            DaprdRouting routing;
            try {
                routing = routing(target);
            } catch (AssertionError e) {
                // It is stricter, because it speaks for other versions too
                return;
            }
            if (TargetTemplate.isUrl(routing.appId()) && !isAllowed(routing.appId())) {
                // Nor does it say which URLs are well-formed
                return;
            }
            accepted.incrementAndGet();
            String[] pathAndQuery = target.split("\\?", 2);
            compare(target, new Meant("POST", routing.appId(), routing.method(),
                    pathAndQuery.length == 1 || pathAndQuery[1].isEmpty() ? null : pathAndQuery[1]), dispatch);
        });
        report(asked + " raw targets, of which " + accepted + " were accepted");
        assertThat(accepted.get()).isGreaterThan(TARGETS / 20);
    }

    private static boolean isAllowed(String appId) {
        try {
            TargetTemplate.checkAppId(appId);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String rawTarget(HostileTexts texts) {
        String slash = texts.oneIn(10) ? "//" : "/";
        StringBuilder target = new StringBuilder(texts.oneIn(30) ? "/v1.0/state" : "/v1.0/invoke").append(slash)
                .append(escapedOrNot(texts)).append(slash).append("method").append(slash);
        for (int i = texts.upTo(3); i >= 0; i--) {
            target.append(escapedOrNot(texts)).append(i == 0 ? "" : slash);
        }
        return target.append(texts.oneIn(3) ? "?" + escapedOrNot(texts) : "").toString();
    }

    private static String escapedOrNot(HostileTexts texts) {
        String text = texts.oneIn(3) ? texts.any() : texts.some();
        return texts.oneIn(2) ? text : Meant.parameter(text);
    }

    /** The parser of the routes accepts escapes in upper case only. */
    private static DaprdRouting routing(String target) {
        return DaprdRouting.of(ESCAPE.matcher(target).replaceAll(found -> found.group().toUpperCase(Locale.ROOT)));
    }

    private void compare(String target, Meant meant, Function<String, DaprdRouting> routing) {
        try {
            DaprdRouting found = routing.apply(target);
            if (!found.appId().equals(meant.appId()) || !found.method().equals(String.join("/", meant.segments()))) {
                differ(target, meant, found);
            }
        } catch (AssertionError e) {
            differ(target, meant, e);
        }
    }

    private void compare(String target, Meant meant, Dispatch dispatch) {
        try {
            if (!dispatch.dispatched() || !dispatch.verb().equals(meant.verb()) || !isSame(meant, dispatch)) {
                differ(target, meant, dispatch);
            }
        } catch (IllegalArgumentException e) {
            differ(target, meant, dispatch);
        }
    }

    private static boolean isSame(Meant meant, Dispatch dispatch) {
        String[] pathAndQuery = dispatch.target().split("\\?", 2);
        if (!Objects.equals(meant.query(), pathAndQuery.length == 1 ? null : pathAndQuery[1])) {
            return false;
        }
        List<String> segments = new ArrayList<>(meant.segments());
        String appId = meant.appId();
        if (dispatch.isUrl()) {
            // Its path comes before that of the method
            String[] parts = appId.split("/", -1);
            appId = String.join("/", List.of(parts).subList(0, 3));
            segments.addAll(0, List.of(parts).subList(3, parts.length));
        }
        // The sidecar drops the slash at the end
        if (segments.size() > 1 && segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        String path = pathAndQuery[0];
        return appId.equals(dispatch.appId()) && path.startsWith("/")
                && Arrays.stream(path.substring(1).split("/", -1)).map(Escapes::text).toList().equals(segments);
    }

    private void differ(String target, Meant meant, Object found) {
        differences
                .add(target.length() > 300 ? target.substring(0, 300) + ".." : target + " meant " + meant + " found " + found);
    }

    private void report(String tried) {
        System.out.println(tried + ", with the seed " + SEED);
        assertNone(differences);
    }

    static void assertNone(List<String> differences) {
        assertThat(differences.subList(0, Math.min(REPORTED, differences.size())))
                .as("%d differences with -Doracle.seed=%d -Doracle.targets=%d", differences.size(), SEED, TARGETS).isEmpty();
    }
}
