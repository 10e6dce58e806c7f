package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.runtime.request.DaprdOracle.Dispatch;
import io.quarkiverse.daprinvoke.runtime.request.DaprdOracle.Request;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * All headers are either refused, or daprd's own code hands them to the called application as they were, and
 * they do not change which application that is.
 */
@AddLifecycleHook(DaprdOracle.Needed.class)
class HeaderDispatchTest {

    private static final List<String> NAMES = List.of("dapr-app-id", "dapr-api-token", "dapr-caller-app-id",
            "dapr-callee-app-id",
            "dapr-caller-namespace", "destination-app-id", "dapr-x", "dapr", "authorization", "host", "connection",
            "keep-alive",
            "proxy-connection", "transfer-encoding", "content-length", "content-type", "content-encoding", "upgrade", "te",
            "trailer", "expect", "http2-settings", "proxy-authorization", "proxy-authenticate", "x-bin", "grpc-timeout",
            "cookie",
            "accept", "accept-encoding", "accept-language", "x-forwarded-for", "x-forwarded-host", "forwarded",
            "via", "date", "origin", "referer", "range", "if-match", "warning", "idempotency-key", "x-request-id", "from",
            "max-forwards", "cache-control", "pragma", "x-http-method-override", ":path", ":authority", "x_y", "metadata.x");

    /** The sidecar adds its own values to these. */
    private static final List<String> EXTENDED = List.of("X-Forwarded-For", "X-Forwarded-Host", "Forwarded");

    private static final List<String> SCHEMES = List.of("Basic ", "basic ", "BASIC ", "Basic  ", "Basic\t", " Basic ", "Basic",
            "Bearer ", "Digest ", "Basic =");

    private final DaprdOracle oracle = DaprdOracle.find().orElse(null);
    private final List<String> differences = new ArrayList<>();

    private record Header(String name, String value) {
    }

    @Example
    void areRefusedOrArriveAtTheSameApplication() {
        HostileTexts texts = new HostileTexts(new Random(DispatchTest.SEED));
        AtomicLong asked = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        oracle.ask(() -> {
            if (asked.incrementAndGet() > DispatchTest.TARGETS) {
                return null;
            }
            List<Header> headers = new ArrayList<>();
            for (int i = texts.upTo(3); i >= 0; i--) {
                Header header = header(texts);
                if (isRefused(header)) {
                    refused.incrementAndGet();
                } else if (headers.stream().noneMatch(other -> isOne(header.name()) && isOne(other.name()))) {
                    headers.add(header);
                }
            }
            return headers;
        }, headers -> new Request("POST", "/v1.0/invoke/orders/method/create",
                headers.stream().map(header -> header.name() + ": " + header.value()).toList()), this::compare);
        System.out.println(DispatchTest.TARGETS + " requests with headers, and " + refused + " headers refused, with the seed "
                + DispatchTest.SEED);
        assertThat(refused.get()).isGreaterThan(DispatchTest.TARGETS / 10);
        DispatchTest.assertNone(differences);
    }

    private static Header header(HostileTexts texts) {
        if (texts.oneIn(6)) {
            return new Header(texts.oneIn(2) ? "Authorization" : "authorization", credentials(texts));
        }
        if (texts.oneIn(40)) {
            return new Header("User-Agent", "x" + texts.allowed());
        }
        String name = texts.oneIn(4) ? texts.any() : texts.oneIn(2) ? texts.pick(NAMES) : "x-" + texts.allowed();
        if (texts.oneIn(8)) {
            name = texts.allowed() + name;
        }
        // Headers are bytes
        return new Header(texts.oneIn(2) ? name : name.toUpperCase(Locale.ROOT),
                new String(texts.some().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /** A call has one content type, and the sidecar hands on one user agent, if it is not empty. */
    private static boolean isOne(String name) {
        return name.equalsIgnoreCase("content-type") || name.equalsIgnoreCase("user-agent");
    }

    private static String credentials(HostileTexts texts) {
        String user = texts.oneIn(2) ? "dapr-app-id" : texts.oneIn(2) ? "DAPR-App-Id" : texts.some();
        byte[] plain = (user + (texts.oneIn(8) ? "" : ":") + texts.some()).getBytes(StandardCharsets.UTF_8);
        String encoded = switch (texts.upTo(3)) {
            case 0 -> Base64.getUrlEncoder().encodeToString(plain);
            case 1 -> Base64.getEncoder().withoutPadding().encodeToString(plain);
            default -> Base64.getEncoder().encodeToString(plain);
        };
        if (texts.oneIn(4)) {
            int place = texts.upTo(encoded.length());
            encoded = encoded.substring(0, place) + texts.pick(List.of(" ", "\t", "=", "-", "\r", ",", "%"))
                    + encoded.substring(place);
        }
        return texts.pick(SCHEMES) + encoded;
    }

    private static boolean isRefused(Header header) {
        try {
            if (header.name().equalsIgnoreCase("content-type")) {
                RequestHeaders.checkContentType(header.value());
            } else {
                RequestHeaders.check(header.name(), header.value());
            }
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** Names that begin with grpc- arrive as another, which the documentation says. */
    private static String arriving(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("grpc-") ? "dapr-" + name : name;
    }

    private void compare(List<Header> sent, Dispatch dispatch) {
        Map<String, List<String>> expected = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        // White space around a value is none of it
        sent.forEach(header -> expected.computeIfAbsent(arriving(header.name()), name -> new ArrayList<>())
                .add(header.value().strip()));
        Map<String, List<String>> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header : dispatch.headers()) {
            String[] nameAndValue = header.split("=", 2);
            found.computeIfAbsent(nameAndValue[0], name -> new ArrayList<>()).add(nameAndValue[1]);
        }
        EXTENDED.forEach(name -> {
            if (expected.containsKey(name) && found.containsKey(name)) {
                List<String> values = found.get(name);
                values.remove(values.size() - 1);
            }
        });
        if (!dispatch.dispatched() || !dispatch.appId().equals("orders") || !dispatch.target().equals("/create")
                || expected.entrySet().stream().anyMatch(header -> !header.getValue().equals(found.get(header.getKey())))) {
            differences.add(sent + " become " + dispatch);
        }
    }
}
