package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Streams of what is neither a buffer nor a value.
 */
class StreamedTypesTest {

    private static final String PLACE = "io.quarkiverse.daprinvoke.test.validation.StreamedTypesTest#";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 16 problems with @DaprInvoke:" + numbered(
            noBuffer("byteArrays", "byte[]"),
            noBuffer("byteBuffers", "java.nio.ByteBuffer"),
            noValue("deferred", "io.smallrye.mutiny.Uni<java.lang.String>"),
            noEvents("eventOfBytes", "io.quarkiverse.daprinvoke.RequestEmitter<java.lang.Void, io.smallrye.mutiny.Multi<"
                    + "io.quarkiverse.daprinvoke.ServerSentEvent<io.vertx.core.buffer.Buffer>>>"),
            noEvents("eventPayload", "io.quarkiverse.daprinvoke.Emitter<io.quarkiverse.daprinvoke.ServerSentEvent<"
                    + "java.lang.String>>"),
            noEvents("eventRaw", "io.quarkiverse.daprinvoke.RequestEmitter<java.lang.Void, io.smallrye.mutiny.Multi<"
                    + "io.quarkiverse.daprinvoke.ServerSentEvent>>"),
            noEvents("eventReply", "io.quarkiverse.daprinvoke.RequestEmitter<java.lang.Void, "
                    + "io.quarkiverse.daprinvoke.ServerSentEvent<java.lang.String>>"),
            noValue("files", "java.nio.file.Path"),
            "The payload and the response of an emitter must be values, which java.io.InputStream is not: " + PLACE
                    + "lists. Read it and use byte[], Buffer or String, or a Multi<Buffer> to stream it",
            noValue("nothing", "java.lang.Void"),
            noValue("optional", "java.util.Optional<java.lang.String>"),
            noEvents("payloadOfEvents", "io.quarkiverse.daprinvoke.Emitter<io.smallrye.mutiny.Multi<"
                    + "io.quarkiverse.daprinvoke.ServerSentEvent<java.lang.String>>>"),
            noValue("payloadOfFiles", "java.nio.file.Path"),
            "A streamed payload or response must have the type of its values: " + PLACE + "raw is io.quarkiverse.daprinvoke."
                    + "RequestEmitter<java.lang.Void, io.smallrye.mutiny.Multi>. Write for example Multi<Receipt>, or "
                    + "Multi<Buffer> to stream bytes",
            noValue("responses", "io.quarkiverse.daprinvoke.InvokeResponse<java.lang.String>"),
            noValue("streamsWithHead", "io.smallrye.mutiny.Multi<io.vertx.core.buffer.Buffer>")));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<ServerSentEvent<String>> eventPayload;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, ServerSentEvent<String>> eventReply;

    @SuppressWarnings("rawtypes")
    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<ServerSentEvent>> eventRaw;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<ServerSentEvent<Buffer>>> eventOfBytes;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Multi<String>> payload;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Multi<Path>> payloadOfFiles;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Multi<ServerSentEvent<String>>> payloadOfEvents;

    @SuppressWarnings("rawtypes")
    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi> raw;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<byte[]>> byteArrays;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<ByteBuffer>> byteBuffers;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<Void>> nothing;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<Optional<String>>> optional;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<InvokeResponse<String>>> responses;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, InvokeResponse<Multi<Multi<Buffer>>>> streamsWithHead;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<Path>> files;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<Uni<String>>> deferred;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multi<List<InputStream>>> lists;

    private static String numbered(String... faults) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < faults.length; i++) {
            all.append("\n\t[").append(i + 1).append("] ").append(faults[i]);
        }
        return all.toString();
    }

    private static String noBuffer(String field, String type) {
        return "A stream of bytes must be a Multi of Buffers, which io.smallrye.mutiny.Multi<" + type + "> is "
                + "not: " + PLACE + field
                + ". Write Multi<Buffer>";
    }

    private static String noValue(String field, String type) {
        return "A streamed payload or response must consist of values, which " + type + " is not: " + PLACE + field
                + ". Write the type of one value";
    }

    private static String noEvents(String field, String type) {
        return "Server-sent events must be a streamed response: " + PLACE + field + " is " + type
                + ". Write Multi<ServerSentEvent<X>> as the response, where X is a type of JSON or String";
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
