package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

class FailuresTest {

    private static final InvocationTarget TARGET = new InvocationTarget("orders", "create", "POST");
    private static final Throwable CAUSE = new IllegalStateException("cause");

    @Test
    void everyFailureNamesTheTarget() {
        List<DaprInvokeException> failures = List.of(new InvalidInvocationTargetException(TARGET, "m"),
                new SidecarUnavailableException(TARGET, "m", false, CAUSE), status(500, null, null),
                new InvocationTimeoutException(TARGET, Duration.ofSeconds(1), true),
                new PayloadEncodingException(TARGET, String.class, CAUSE),
                new InvocationFilterException(TARGET, "org.acme.Sign", false, CAUSE),
                new ResponseDecodingException(TARGET, 200, null, "p", CAUSE));
        assertThat(failures).allSatisfy(failure -> {
            assertThat(failure).isInstanceOf(RuntimeException.class);
            assertThat(failure.appId()).isEqualTo("orders");
            assertThat(failure.methodName()).isEqualTo("create");
            assertThat(failure.httpVerb()).isEqualTo("POST");
        });
    }

    @Test
    void aTargetIsWrittenAsARequestIs() {
        assertThat(TARGET).hasToString("POST orders/create");
        assertThat(InvocationTarget.unknown()).isEqualTo(new InvocationTarget(null, null, null))
                .hasToString("an unknown target");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ERR_DIRECT_INVOKE | failed to invoke | POST orders/create was answered with status 500 ERR_DIRECT_INVOKE: failed to invoke
                              | InvalidArgument  | POST orders/create was answered with status 500: InvalidArgument
                              |                  | POST orders/create was answered with status 500
            """)
    void aStatusFailureSaysWhatDaprSays(String errorCode, String errorMessage, String message) {
        InvocationStatusException failure = status(500, errorCode, errorMessage);
        assertThat(failure).hasMessage(message).hasNoCause();
        assertThat(failure.errorCode()).isEqualTo(errorCode);
        assertThat(failure.errorMessage()).isEqualTo(errorMessage);
    }

    @Test
    void aStatusFailureIsOneLineWhateverTheCalledApplicationWrote() {
        InvocationStatusException failure = status(500, null, "a\r\nb\tc\u001B[1md\u0085e\u2028f\u009Bg");
        assertThat(failure).hasMessage("POST orders/create was answered with status 500: a b c [1md e f g");
        assertThat(failure.errorMessage()).isEqualTo("a\r\nb\tc\u001B[1md\u0085e\u2028f\u009Bg");
    }

    @Test
    void aStatusFailureCutsALongMessageInItsOwnAndKeepsItWhole() {
        String longest = "m".repeat(1000);
        assertThat(status(500, "ERR_X", longest))
                .hasMessage("POST orders/create was answered with status 500 ERR_X: " + longest);
        InvocationStatusException failure = status(500, "ERR_X", longest + "n");
        assertThat(failure).hasMessage("POST orders/create was answered with status 500 ERR_X: " + longest + "...");
        assertThat(failure.errorMessage()).isEqualTo(longest + "n");
    }

    @Test
    void aStatusFailureHoldsTheResponse() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "text/plain").add("Header1", "a")
                .add("Header1", "b");
        InvocationStatusException failure = new InvocationStatusException(TARGET,
                new InvokeResponse<>(450, headers, Buffer.buffer("secret")), null, null);
        assertThat(failure.statusCode()).isEqualTo(450);
        assertThat(failure.headers().getAll("header1")).containsExactly("a", "b");
        assertThat(failure.contentType()).isEqualTo("text/plain");
        assertThat(failure.body()).hasToString("secret");
        assertThat(failure.getMessage()).doesNotContain("secret");
        assertThat(status(404, null, null).contentType()).isNull();
    }

    @Test
    void aTimeoutFailureSaysHowLongItWaited() {
        InvocationTimeoutException failure = new InvocationTimeoutException(TARGET, Duration.ofMillis(1500), true);
        assertThat(failure).hasMessage("POST orders/create did not end within 1500 ms").hasNoCause();
        assertThat(failure.timeout()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void anEncodingFailureNamesTheTypeAndNotThePayload() {
        assertThat(new PayloadEncodingException(TARGET, StringBuilder.class, CAUSE)).hasCause(CAUSE)
                .hasMessage("The payload of type java.lang.StringBuilder for POST orders/create could not be encoded");
    }

    @Test
    void aFilterFailureNamesTheFilterAndWhetherSomethingWasSentBefore() {
        InvocationFilterException first = new InvocationFilterException(TARGET, "org.acme.Sign", false, CAUSE);
        assertThat(first).hasMessage("The filter org.acme.Sign failed, so POST orders/create was not sent").hasCause(CAUSE);
        assertThat(first.mayHaveBeenSent()).isFalse();
        InvocationFilterException again = new InvocationFilterException(TARGET, "org.acme.Sign", true, CAUSE);
        assertThat(again).hasMessage("The filter org.acme.Sign failed, so POST orders/create was not sent again");
        assertThat(again.mayHaveBeenSent()).isTrue();
    }

    @Test
    void aDecodingFailureHoldsStatusAndContentType() {
        ResponseDecodingException failure = new ResponseDecodingException(TARGET, 201, "text/html", "was cut short", CAUSE);
        assertThat(failure).hasMessage("The response to POST orders/create (status 201) was cut short").hasCause(CAUSE);
        assertThat(failure.statusCode()).isEqualTo(201);
        assertThat(failure.contentType()).isEqualTo("text/html");
        assertThat(new ResponseDecodingException(TARGET, 200, null, "p", null).contentType()).isNull();
    }

    @Test
    void aStatusIsRecognized() {
        InvocationStatusException notFound = status(404, null, null);
        assertThat(notFound.is(404)).isTrue();
        assertThat(notFound.is(410)).isFalse();
        assertThat(InvocationStatusException.status(404)).accepts(notFound)
                .rejects(status(410, null, null), new InvocationTimeoutException(TARGET, Duration.ofSeconds(1), true), CAUSE);
        assertThat(InvocationStatusException.status(404).or(InvocationStatusException.status(410)))
                .accepts(notFound, status(410, null, null)).rejects(status(409, null, null));
    }

    @Test
    void aRemedyEndsTheMessage() {
        InvokeResponse<Buffer> response = new InvokeResponse<>(404, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
        assertThat(new InvocationStatusException(TARGET, response, true, null, null, "Do this"))
                .hasMessage("POST orders/create was answered with status 404. Do this");
        assertThat(new InvocationStatusException(TARGET, response, true, null, "m", "Do this"))
                .hasMessage("POST orders/create was answered with status 404: m. Do this");
    }

    @Test
    void aStatusFailureSurvivesSerializationWithoutItsResponse() throws Exception {
        InvocationStatusException failure = new InvocationStatusException(TARGET,
                new InvokeResponse<>(409, MultiMap.caseInsensitiveMultiMap().add("content-type", "application/problem+json"),
                        Buffer.buffer("{}")),
                "ERR_X", "m");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        InvocationStatusException read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (InvocationStatusException) in.readObject();
        }
        assertThat(read).hasMessage(failure.getMessage());
        assertThat(read.is(409)).isTrue();
        assertThat(read.errorCode()).isEqualTo("ERR_X");
        assertThat(read.contentType()).isEqualTo("application/problem+json");
        assertThat(read.headers().isEmpty()).isTrue();
        assertThat(read.body().length()).isZero();
        assertThat(read.bodyAs(String.class)).isNull();
        assertThat(read.problem()).isEmpty();
        assertThat(read.response().statusCode()).isEqualTo(409);
    }

    private static InvocationStatusException status(int status, String errorCode, String errorMessage) {
        return new InvocationStatusException(TARGET,
                new InvokeResponse<>(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer()), errorCode, errorMessage);
    }
}
