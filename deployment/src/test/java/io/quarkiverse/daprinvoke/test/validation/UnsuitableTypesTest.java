package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Types that are no value, of which JSON would be nonsense, are refused together.
 */
class UnsuitableTypesTest {

    private static final String READ_IT = "Read it and use byte[], Buffer or String, or a Multi<Buffer> to stream it";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 10 problems with @DaprInvoke:\n"
            + fault(1, "file", "java.io.File", READ_IT) + "\n"
            + fault(2, "inputStream", "java.io.InputStream", READ_IT) + "\n"
            + fault(3, "inputStreamOfFile", "java.io.FileInputStream", READ_IT) + "\n"
            + fault(4, "parameters", "io.quarkiverse.daprinvoke.InvokeMethodParameters<java.lang.String>",
                    "Declare the emitter for the type of the payload, and pass the InvokeMethodParameters to its methods")
            + "\n" + fault(5, "path", "java.nio.file.Path", READ_IT) + "\n"
            + fault(6, "response", "jakarta.ws.rs.core.Response", "Use the type of its body") + "\n"
            + fault(7, "responseWithHead", "jakarta.ws.rs.core.Response", "Use the type of its body") + "\n"
            + fault(8, "responsesWithin", "io.quarkiverse.daprinvoke.InvokeResponse<java.lang.String>",
                    "Use the type of its body")
            + "\n"
            + fault(9, "stream", "java.util.stream.Stream<java.lang.String>",
                    "Use a List of what it yields: it can be read only once, but a call may be made again")
            + "\n"
            + fault(10, "unisWithin", "io.smallrye.mutiny.Uni<java.lang.String>",
                    "Use the type of the value; the methods of the emitter return a Uni of it"));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<File> file;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<InputStream> inputStream;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<FileInputStream> inputStreamOfFile;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<InvokeMethodParameters<String>> parameters;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Path> path;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, Response> response;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, InvokeResponse<Response>> responseWithHead;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<List<InvokeResponse<String>>> responsesWithin;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Stream<String>> stream;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Map<String, List<Uni<String>>>> unisWithin;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<List<File>> namesOfFiles;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<CharSequence, ByteBuffer> textAndBytes;

    private static String fault(int number, String field, String type, String advice) {
        return "\t[" + number + "] The payload and the reply of an emitter are values, which " + type
                + " is not: io.quarkiverse.daprinvoke.test.validation.UnsuitableTypesTest#" + field + ". " + advice;
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
