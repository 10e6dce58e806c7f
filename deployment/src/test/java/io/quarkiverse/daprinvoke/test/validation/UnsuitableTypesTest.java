package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.multipart.MultipartForm;

/**
 * Types that are no value, of which JSON would be nonsense, are refused together.
 */
class UnsuitableTypesTest {

    private static final String READ_IT = "Read it and use byte[], Buffer or String, or a Multi<Buffer> to stream it";

    private static final String FORM = "It can only be the payload as a whole. Use Buffer or String to read a form";
    private static final String FILE = "Declare the payload as Path or File, or the response as Path. "
            + "Use byte[], Buffer or String for anything else";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 13 problems with @DaprInvoke:\n"
            + fault(1, "fileOfReply", "java.io.File", FILE) + "\n"
            + fault(2, "formOfReply", "io.quarkiverse.daprinvoke.Multipart", FORM) + "\n"
            + fault(3, "formsWithin", "io.vertx.core.MultiMap", FORM) + "\n"
            + fault(4, "inputStream", "java.io.InputStream", READ_IT) + "\n"
            + fault(5, "inputStreamOfFile", "java.io.FileInputStream", READ_IT) + "\n"
            + fault(6, "optionalPath", "java.nio.file.Path", FILE) + "\n"
            + fault(7, "parameters", "io.quarkiverse.daprinvoke.InvokeMethodParameters<java.lang.String>",
                    "Declare the emitter for the type of the payload, and pass the InvokeMethodParameters to its methods")
            + "\n" + fault(8, "response", "jakarta.ws.rs.core.Response", "Use the type of its body") + "\n"
            + fault(9, "responseWithHead", "jakarta.ws.rs.core.Response", "Use the type of its body") + "\n"
            + fault(10, "responsesWithin", "io.quarkiverse.daprinvoke.InvokeResponse<java.lang.String>",
                    "Use the type of its body")
            + "\n"
            + fault(11, "stream", "java.util.stream.Stream<java.lang.String>",
                    "Use a List of what it yields: it can be read only once, but a call may be made again")
            + "\n"
            + fault(12, "unisWithin", "io.smallrye.mutiny.Uni<java.lang.String>",
                    "Use the type of the value; the methods of the emitter return a Uni of it")
            + "\n" + fault(13, "wholeForms", "io.quarkiverse.daprinvoke.Multipart", FORM));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, File> fileOfReply;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Multipart> formOfReply;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<List<MultiMap>> formsWithin;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Optional<Path>> optionalPath;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<File, Path> files;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Multipart, InvokeResponse<Path>> formAndFile;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Multipart[]> wholeForms;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Path[]> names;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<MultipartForm> formOfVertx;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<MultiMap> form;

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
        return "\t[" + number + "] The payload and the response of an emitter must be values, which " + type
                + " is not: io.quarkiverse.daprinvoke.test.validation.UnsuitableTypesTest#" + field + ". " + advice;
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
