package io.quarkiverse.daprinvoke.it.streams;

import java.util.zip.CRC32;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Bodies that are never held as a whole.
 */
@Path("/streams")
@Produces(MediaType.TEXT_PLAIN)
public class StreamsResource {

    private static final int CHUNK = 1024;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "echo")
    RequestEmitter<Multi<Buffer>, Multi<Buffer>> streams;

    /**
     * @return length and checksum of what was sent, and of what came back
     */
    @GET
    public Uni<String> thereAndBack(@RestQuery int chunks) {
        Sum sent = new Sum();
        Multi<Buffer> payload = Multi.createFrom().range(0, chunks).map(number -> sent.add(chunk(number)));
        return streams.request(payload)
                .flatMap(reply -> reply.collect().in(Sum::new, Sum::add))
                .map(received -> sent + " " + received);
    }

    private static Buffer chunk(int number) {
        byte[] bytes = new byte[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            bytes[i] = (byte) (number + i);
        }
        return Buffer.buffer(bytes);
    }

    private static final class Sum {

        private final CRC32 checksum = new CRC32();
        private long length;

        Buffer add(Buffer chunk) {
            checksum.update(chunk.getBytes());
            length += chunk.length();
            return chunk;
        }

        @Override
        public String toString() {
            return length + "/" + checksum.getValue();
        }
    }
}
