package io.quarkiverse.daprinvoke.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

/**
 * A test sees the payload of a call, whether or not it was compressed.
 */
class CompressedPayloadTest extends SidecarApiTestBase {

    private int send(String encoding, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(request("POST", "create", "").uri())
                .headers("content-type", "application/json", "content-encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)).build();
        return http().send(request, BodyHandlers.discarding()).statusCode();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }

    @Test
    void aStubAndAVerificationReadIt() throws Exception {
        sidecar.on("orders", "create").whereJson("{\"id\":7}").reply(201);

        assertThat(send("GZip", gzip("{ \"id\": 7 }".getBytes()))).isEqualTo(201);
        assertThat(send("gzip", gzip("{\"id\":8}".getBytes()))).isEqualTo(500);
        assertThat(send("identity", gzip("{\"id\":7}".getBytes()))).isEqualTo(500);
        sidecar.verify("orders", "create").whereText("{\"id\":8}").once();
    }

    @Test
    void whatIsNotCompressedOrTooLargeStaysAsItCame() throws Exception {
        sidecar.on("orders", "create").reply(204);
        byte[] large = gzip(new byte[(1 << 20) + 1]);
        assertThat(send("gzip", "{}".getBytes())).isEqualTo(204);
        assertThat(send("gzip", large)).isEqualTo(204);

        assertThat(sidecar.calls("orders", "create")).extracting(ReceivedCall::body).containsExactly("{}".getBytes(), large);
    }
}
