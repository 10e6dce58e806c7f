package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Calls;
import io.quarkiverse.daprinvoke.test.control.ControlApi;
import io.quarkiverse.daprinvoke.test.control.ControlSecret;
import io.quarkiverse.daprinvoke.test.control.Criteria;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;

/**
 * Steers a sidecar as a test of an application does, byte by byte.
 */
final class TestSteering {

    static final long PROCESS = ProcessHandle.current().pid();

    private static final ObjectMapper MAPPER = ControlApi.mapper();

    private final InProcessSidecar sidecar;

    TestSteering(InProcessSidecar sidecar) {
        this.sidecar = sidecar;
    }

    /** The header that proves that a request is one of this process. */
    static String secret() {
        return ControlApi.SECRET + ": " + ControlSecret.ofProcess();
    }

    void begin() throws IOException {
        assertThat(begin(PROCESS, 1)).isEqualTo("HTTP/1.1 204 No Content");
    }

    /** @return the first line of the answer */
    String begin(long process, long thread) throws IOException {
        return beginOrEnd("POST", process, thread);
    }

    void end() throws IOException {
        assertThat(end(PROCESS, 1)).isEqualTo("HTTP/1.1 204 No Content");
    }

    /** @return the first line of the answer */
    String end(long process, long thread) throws IOException {
        return beginOrEnd("DELETE", process, thread);
    }

    private String beginOrEnd(String verb, long process, long thread) throws IOException {
        return exchange(verb + " " + ControlApi.TEST + "?" + ControlApi.PROCESS + "=" + process + "&" + ControlApi.THREAD + "="
                + thread, "").head().get(0);
    }

    /** Stubs POST orders/create. */
    void stub(int number, StubbedResponse... replies) throws IOException {
        stub(number, new Stub(new Criteria("orders", "create", "POST", List.of(), List.of()), null, List.of(replies)));
    }

    void stub(int number, Stub stub) throws IOException {
        assertThat(exchange("PUT " + ControlApi.STUBS + number, MAPPER.writeValueAsString(stub)).head()).first()
                .isEqualTo("HTTP/1.1 204 No Content");
    }

    List<Call> calls() throws IOException {
        return calls(-1, 0);
    }

    List<Call> calls(int seen, long wait) throws IOException {
        Answer answer = exchange("GET " + ControlApi.CALLS + "?seen=" + seen + "&wait=" + wait, "");
        assertThat(answer.head()).first().isEqualTo("HTTP/1.1 200 OK");
        return MAPPER.readValue(answer.body().getBytes(StandardCharsets.ISO_8859_1), Calls.class).calls();
    }

    Answer exchange(String request, String body) throws IOException {
        try (WireConnection connection = WireConnection.to(sidecar.getConnectionInfo())) {
            connection.sendHead(request + " HTTP/1.1", connection.host(), "Connection: close",
                    secret(), "Content-Length: " + body.length());
            connection.send(body);
            return new Answer(connection.readHead(), connection.readToEnd());
        }
    }

    record Answer(List<String> head, String body) {
    }
}
