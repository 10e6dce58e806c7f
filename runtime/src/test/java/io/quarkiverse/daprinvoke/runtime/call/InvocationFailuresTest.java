package io.quarkiverse.daprinvoke.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.netty.handler.codec.DecoderException;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.internal.BodyReader;
import io.quarkiverse.daprinvoke.internal.PrintableText;
import io.quarkiverse.daprinvoke.runtime.codec.BodyProblem;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseTypes;
import io.quarkiverse.daprinvoke.runtime.sidecar.Places;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonObject;

class InvocationFailuresTest {

    private static final InvocationTarget TARGET = new InvocationTarget("orders", "create", "POST");

    @Test
    void aFailureBeforeAResponseNamesSidecarTargetAndReason() {
        Throwable cause = new ConnectException("Connection refused");
        assertThat(failure(cause)).isExactlyInstanceOf(SidecarUnavailableException.class).hasCause(cause)
                .hasMessage("The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: "
                        + "Connection refused");
    }

    @Test
    void aReasonWithoutAMessageIsNamedByItsType() {
        assertThat(failure(new ClosedChannelException())).hasMessage(
                "The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: ClosedChannelException");
    }

    @Test
    void aResetNamesWhatLedToIt() {
        assertThat(failure(new StreamResetException(0, new IOException("Broken pipe")))).hasMessage(
                "The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: Broken pipe");
        assertThat(failure(new StreamResetException(0))).hasMessage(
                "The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: Stream reset: 0");
    }

    /** Nobody can have answered. */
    @Test
    void anIllegalArgumentBeforeAnythingWasSentIsTheReason() {
        assertThat(failure(new IllegalArgumentException("no such protocol"))).hasMessage(
                "The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: no such protocol");
    }

    @Test
    void aFullWaitQueuePointsToItsConfiguration() {
        assertThat(failure(new Places.QueueFullException())).isExactlyInstanceOf(SidecarUnavailableException.class)
                .hasMessage(
                        "All connections to the Dapr sidecar at http://127.0.0.1:3500 are in use and the wait queue is full, "
                                + "so POST orders/create was not sent; see quarkus.dapr-invoke.pool-size and .max-wait-queue-size");
    }

    @Test
    void whatAnEarlierAttemptSentIsNotForgotten() {
        EarlierAttempts sent = new EarlierAttempts(10, true);
        for (Throwable cause : new Throwable[] { new ConnectException("refused"), new Places.QueueFullException(),
                new IllegalArgumentException("no HTTP") }) {
            assertThat(failure(cause, EarlierAttempts.NONE).mayHaveBeenSent()).isFalse();
            assertThat(failure(cause, sent).mayHaveBeenSent()).isTrue();
        }
        assertThat(of(null, EarlierAttempts.NONE).ofStop().mayHaveBeenSent()).isFalse();
        assertThat(of(null, sent).ofStop().mayHaveBeenSent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\r\nX-Evil: 1", "\n", "\0", "\u007F", "\u001B[2J", "\u0085", "\u2028", "\u2029", "\u202E",
            "\uD83D" })
    void whatTheOtherSideWroteIsOneLineOfPrintableText(String text) {
        for (Throwable cause : new Throwable[] { new IllegalArgumentException("invalid version: a" + text + "b"),
                new DecoderException("a" + text + "b", new IOException("c" + text + "d")),
                new ConnectException("Connection refused: a" + text + "b") }) {
            assertPrintable(failure(cause));
        }
        HttpClientResponse response = response(200, "text/plain");
        assertPrintable(of(response).ofResponse("is not of the declared type",
                new IOException("Unrecognized token a", new IOException("c" + text + "d"))));
        assertPrintable(ofStatus(new JsonObject().put("errorCode", "ERR_" + text).put("message", "a" + text + "b").toBuffer()));
    }

    private static InvocationStatusException ofStatus(Buffer body) {
        return of(response(500, "application/json")).ofStatus(body, true,
                new ResponseTypes(ObjectMapper::new).send().reader(null), null);
    }

    private static void assertPrintable(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString().lines()).allSatisfy(line -> assertThat(line)
                .isEqualTo((line.startsWith("\t") ? "\t" : "") + PrintableText.of(line.strip())).doesNotStartWith("X-Evil"));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.getMessage()).isEqualTo(PrintableText.of(cause.getMessage()));
        }
    }

    @Test
    void whatTheOtherSideWroteIsOfBoundedLength() {
        String endless = "x".repeat(60_000);
        assertThat(failure(new IllegalArgumentException(endless))).message().hasSizeLessThan(1200);
        assertThat(failure(new IllegalArgumentException(endless)).getCause()).message().hasSizeLessThan(1200);
        InvocationStatusException status = ofStatus(
                new JsonObject().put("errorCode", "ERR_" + endless).put("message", endless).toBuffer());
        assertThat(status).message().hasSizeLessThan(1200);
        assertThat(status.errorCode()).hasSizeLessThan(110);
    }

    @Test
    void aCauseThatPrintsIsKept() {
        Throwable cause = catchThrowable(() -> new ObjectMapper().readTree("{"));
        assertThat(cause).hasMessageContaining("\n at [Source: ");
        assertThat(of(response(200, null)).ofResponse("is not of the declared type", cause))
                .cause().isSameAs(cause);
    }

    @Test
    void aConnectionThatIsLostAfterSendingIsNotOneThatWasNeverThere() {
        assertThat(sent(null).ofClient(new IOException("Connection reset"))).hasMessage("The connection to the Dapr sidecar at "
                + "http://127.0.0.1:3500 was lost before the response to POST orders/create: Connection reset")
                .satisfies(lost -> assertThat(((DaprInvokeException) lost).mayHaveBeenSent()).isTrue());
        assertThat(sent(null).ofClient(new IllegalArgumentException("invalid version"))).hasMessage("The server at "
                + "http://127.0.0.1:3500 sent an invalid HTTP response to POST orders/create: invalid version");
    }

    @Test
    void aReplyThatBreaksOffIsIncomplete() {
        IOException cause = new IOException("reset");
        assertThat(sent(response(201, "text/plain")).ofClient(cause)).isExactlyInstanceOf(IncompleteResponseException.class)
                .hasMessageContaining("was cut short").hasMessageContaining("201").hasCause(cause);
        assertThat(sent(response(201, "text/plain")).ofStop()).isExactlyInstanceOf(IncompleteResponseException.class)
                .hasMessageContaining("was cut short, because the application is stopping");
    }

    @Test
    void aStopSaysWhetherTheCallWasSent() {
        assertThat(of((HttpClientResponse) null).ofStop()).isExactlyInstanceOf(SidecarUnavailableException.class)
                .hasMessage("The application is stopping, so POST orders/create was not sent");
        assertThat(sent(null).ofStop()).isExactlyInstanceOf(SidecarUnavailableException.class).hasMessage(
                "The application stopped before POST orders/create was completed; see quarkus.dapr-invoke.shutdown-timeout");
    }

    @Test
    void aTimeoutSaysWhetherTheCallWasSent() {
        for (boolean sent : new boolean[] { true, false }) {
            DaprInvokeException failure = (sent ? sent(null) : of((HttpClientResponse) null)).ofTimeout(Duration.ofSeconds(2),
                    false);
            assertThat(failure).isExactlyInstanceOf(InvocationTimeoutException.class)
                    .hasMessage("POST orders/create did not end within 2000 ms");
            assertThat(failure.mayHaveBeenSent()).isEqualTo(sent);
        }
    }

    @Test
    void onlyAFailureOfTheApplicationIsAdvisedAbout() {
        BodyReader reader = new ResponseTypes(ObjectMapper::new).send().reader(null);
        Buffer own = new JsonObject().put("errorCode", "ERR_DIRECT_INVOKE").put("message", "no app").toBuffer();
        assertThat(of(response(500, "application/json")).ofStatus(own, true, reader, "Do this.")).message()
                .contains("ERR_DIRECT_INVOKE").doesNotContain("Do this.");
        assertThat(of(response(500, "application/json")).ofStatus(Buffer.buffer("{}"), true, reader, "Do this.")).message()
                .contains("Do this.");
        InvocationStatusException answer = of(response(500, "application/json")).ofStatus(own, false);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
    }

    @Test
    void aProblemOfTheBodyIsTheMessage() {
        assertThat(of(response(200, "text/plain")).ofUnreadable(new BodyProblem("is empty")))
                .isExactlyInstanceOf(ResponseDecodingException.class).hasMessageContaining("is empty");
        assertThat(of(response(200, "text/plain")).ofUnreadable(new IOException("secret")))
                .isExactlyInstanceOf(ResponseDecodingException.class).hasMessageContaining("is not of the declared type");
    }

    private static InvocationFailures sent(HttpClientResponse response) {
        return new InvocationFailures(TARGET, new SidecarAddress(false, "127.0.0.1", 3500, ""), response, true,
                EarlierAttempts.NONE);
    }

    private static HttpClientResponse response(int status, String contentType) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (contentType != null) {
            headers.add(HttpHeaders.CONTENT_TYPE, contentType);
        }
        return (HttpClientResponse) Proxy.newProxyInstance(HttpClientResponse.class.getClassLoader(),
                new Class<?>[] { HttpClientResponse.class }, (proxy, method, arguments) -> switch (method.getName()) {
                    case "statusCode" -> status;
                    case "headers" -> headers;
                    case "getHeader" -> contentType;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static DaprInvokeException failure(Throwable cause) {
        return failure(cause, EarlierAttempts.NONE);
    }

    private static DaprInvokeException failure(Throwable cause, EarlierAttempts earlier) {
        return of(null, earlier).ofClient(cause);
    }

    private static InvocationFailures of(HttpClientResponse response) {
        return of(response, EarlierAttempts.NONE);
    }

    private static InvocationFailures of(HttpClientResponse response, EarlierAttempts earlier) {
        return new InvocationFailures(TARGET, new SidecarAddress(false, "127.0.0.1", 3500, ""), response, false, earlier);
    }
}
