package io.quarkiverse.daprinvoke.test.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;

/**
 * An application that streams what is larger than its heap. Each of its resources says how much has arrived.
 */
@jakarta.ws.rs.Path("/")
public class Streaming {

    static final int CHUNK = 64 * 1024;

    public record Row(int id, String text) {
    }

    @Inject
    @DaprInvoke(appId = "archive", methodName = "count")
    RequestEmitter<Path, Long> files;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "count")
    RequestEmitter<Multipart, Long> multiparts;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "count")
    RequestEmitter<Multi<Buffer>, Long> chunks;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "count")
    RequestEmitter<Multi<Row>, Long> values;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "bytes", httpVerb = "get")
    RequestEmitter<Void, Path> storedReplies;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "bytes", httpVerb = "get")
    RequestEmitter<Void, Multi<Buffer>> chunkedReplies;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "{format}", httpVerb = "get")
    RequestEmitter<Void, Multi<Row>> rows;

    @GET
    @jakarta.ws.rs.Path("/send/file")
    public Uni<Long> sendFile(@QueryParam("file") String file) {
        return files.request(Path.of(file));
    }

    @GET
    @jakarta.ws.rs.Path("/send/multipart")
    public Uni<Long> sendMultipart(@QueryParam("file") String file) {
        return multiparts.request(Multipart.form().field("title", "large").file("report", Path.of(file)));
    }

    @GET
    @jakarta.ws.rs.Path("/send/multipart-stream")
    public Uni<Long> sendMultipartStream(@QueryParam("file") String file) {
        return multiparts.request(Multipart.form().stream("report", "report", "text/plain", zeros(file)));
    }

    @GET
    @jakarta.ws.rs.Path("/send/chunks")
    public Uni<Long> sendChunks(@QueryParam("file") String file) {
        return chunks.request(zeros(file));
    }

    @GET
    @jakarta.ws.rs.Path("/send/values")
    public Uni<Long> sendValues(@QueryParam("count") int count, @QueryParam("text") int length) {
        String text = "x".repeat(length);
        return values.request(Multi.createFrom().range(0, count).map(id -> new Row(id, text)));
    }

    @GET
    @jakarta.ws.rs.Path("/receive/file")
    public Uni<Long> receiveFile() {
        return storedReplies.request().map(file -> {
            try {
                long size = Files.size(file);
                Files.delete(file);
                return size;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @GET
    @jakarta.ws.rs.Path("/receive/chunks")
    public Uni<Long> receiveChunks() {
        return chunkedReplies.request().onItem().transformToMulti(chunks -> slowly(chunks, 1)).map(Buffer::length).collect()
                .with(Collectors.summingLong(Integer::longValue));
    }

    @GET
    @jakarta.ws.rs.Path("/receive/values")
    public Uni<Long> receiveValues(@QueryParam("format") String format) {
        return rows.request(InvokeMethodParameters.none().binding("format", format)).onItem()
                .transformToMulti(values -> slowly(values, 100)).collect().with(Collectors.summingLong(Row::id));
    }

    private static Multi<Buffer> zeros(String file) {
        return Multi.createFrom().range(0, (int) (Path.of(file).toFile().length() / CHUNK))
                .map(i -> Buffer.buffer(new byte[CHUNK]));
    }

    /**
     * Asks for one after the other, and for some of them on another thread, so that more comes than is read unless the server
     * is held back.
     */
    private static <X> Multi<X> slowly(Multi<X> stream, int often) {
        AtomicInteger count = new AtomicInteger();
        return stream.onItem().transformToUniAndConcatenate(item -> {
            Uni<X> read = Uni.createFrom().item(item);
            return count.getAndIncrement() % often == 0 ? read.emitOn(Infrastructure.getDefaultExecutor()) : read;
        });
    }
}
