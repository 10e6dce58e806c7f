package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Bodies that are sent and read in chunks.
 */
class StreamRowsTest {

    private static final String REQUEST_LINE = "POST /v1.0/invoke/a/method/foo HTTP/1.1";
    private static final List<String> HEADERS = List.of("content-type: application/octet-stream", "transfer-encoding: chunked");

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app();

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    RequestEmitter<Multi<Buffer>, Multi<Buffer>> emitter;

    @RowCases
    @CsvSource("104, a streamed body has no length, by which the sidecar knows not to repeat it, and is sent once")
    void chunked(int row, String about) {
        StrictSidecar.get().answer(RawSidecar.ok(""));
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send(chunks("one", "two"))), REQUEST_LINE, HEADERS, "onetwo");
        StrictSidecar.get().answer(RawSidecar.json(500, "{}"));
        Calls.failure(InvocationStatusException.class, emitter.send(chunks("one", "two")));
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), REQUEST_LINE, HEADERS, "onetwo");
    }

    @RowCases
    @CsvSource("105, a mebibyte in chunks arrives whole")
    void large(int row, String about) {
        byte[] bytes = new byte[1 << 20];
        new Random(105).nextBytes(bytes);
        StrictSidecar.get().answer(RawSidecar.ok(""));
        Request request = StrictCalls.sent(emitter.send(Multi.createFrom().range(0, 64)
                .map(i -> Buffer.buffer(bytes).slice(i << 14, (i + 1) << 14))));
        assertThat(request.body()).isEqualTo(bytes);
    }

    @RowCases
    @CsvSource("106, the first chunk of a reply is there before the sidecar sends the second")
    void reply(int row, String about) {
        CountDownLatch first = new CountDownLatch(1);
        StrictSidecar.get().answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n").to(request, out);
            if (!first.await(30, TimeUnit.SECONDS)) {
                throw new IOException("The first chunk has not arrived");
            }
            return RawSidecar.raw("3\r\ntwo\r\n0\r\n\r\n").to(request, out);
        });
        List<String> chunks = Calls.item(emitter.request(chunks("x"))
                .chain(reply -> reply.onItem().invoke(first::countDown).map(Buffer::toString).collect().asList()));
        assertThat(chunks).containsExactly("one", "two");
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), REQUEST_LINE, HEADERS, "x");
    }

    private static Multi<Buffer> chunks(String... chunks) {
        return Multi.createFrom().items(chunks).map(Buffer::buffer);
    }
}
