package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Headers of a call: those of the application arrive as they are and no others do, and those that would make the sidecar do
 * something else are refused.
 */
class HeaderRowsTest {

    private static final String REQUEST_LINE = "POST /v1.0/invoke/a/method/foo HTTP/1.1";

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app();

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<String> emitter;

    @BeforeEach
    void answer() {
        StrictSidecar.get().answer(RawSidecar.ok(""));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments(57, "a bearer token of the application", List.of("Authorization: Bearer t")),
                arguments(57, "basic credentials of the application", List.of("Authorization: Basic dXNlcjpwYXNz")),
                arguments(59, "a header and a body", List.of("foo: bar")),
                arguments(59, "a header with several values", List.of("foo: bar", "Foo: baz, x", "foo: bar")),
                arguments(70, "the trace that the caller continues",
                        List.of("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                                "tracestate: a=b,c=d")),
                arguments(113, "no headers, and no token if none is configured", List.of()));
    }

    @RowCases
    @MethodSource("headers")
    void sent(int row, String about, List<String> lines) {
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("hello");
        for (String line : lines) {
            int colon = line.indexOf(": ");
            parameters = parameters.header(line.substring(0, colon), line.substring(colon + 2));
        }
        List<String> expected = new ArrayList<>(lines);
        expected.addAll(List.of("content-type: text/plain", "content-length: 5"));
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send(parameters)), REQUEST_LINE, expected, "hello");
    }

    static Stream<Arguments> refusedHeaders() {
        String belongs = "The header <name> must not be sent: it belongs to the connection or to the sidecar's own routing";
        String routes = "The header authorization must not name dapr-app-id: the sidecar would route the call by it";
        String character = "The value of the header <name> contains a character that is not allowed in a header, such as a "
                + "line break";
        Stream<Arguments> own = Stream.of(
                arguments(55, "another application than that of the target", "dapr-app-id", "evil", belongs),
                arguments(55, "the same in other letter case", "Dapr-App-Id", "evil", belongs),
                arguments(56, "another application in credentials", "Authorization", "Basic ZGFwci1hcHAtaWQ6ZXZpbA==", routes),
                arguments(56, "the same in other letter case", "authorization", "bAsIc ZGFQUi1BcFAtSUQ6ZXZpbA==", routes),
                arguments(56, "the same without padding", "authorization", "Basic ZGFwci1hcHAtaWQ6ZXZpbA", routes),
                arguments(62, "a line break", "x-a", "a\r\ndapr-app-id: evil", character),
                arguments(62, "a line feed", "x-a", "a\nb", character),
                arguments(62, "a carriage return", "x-a", "a\rb", character),
                arguments(62, "NUL", "x-a", "a\0b", character),
                arguments(62, "a line break in a name", "x-a: b\r\nx-b", "c",
                        "The name of a header must consist of letters, digits and any of !#$%&'*+-.^_`|~"));
        Stream<Arguments> ofTheConnection = Stream.of("Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding",
                "Upgrade", "HTTP2-Settings", "TE", "Trailer", "Proxy-Authorization", "Proxy-Authenticate")
                .map(name -> arguments(60, "the connection's header " + name, name, "x", belongs));
        return Stream.concat(own, ofTheConnection);
    }

    @RowCases
    @MethodSource("refusedHeaders")
    void refused(int row, String about, String name, String value, String message) {
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("hello");
        assertThatThrownBy(() -> emitter.send(parameters.header(name, value)).await().indefinitely())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message.replace("<name>", name.toLowerCase()));
        assertThat(StrictSidecar.get().pending()).isZero();
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send(parameters)), REQUEST_LINE,
                List.of("content-type: text/plain", "content-length: 5"), "hello");
    }
}
