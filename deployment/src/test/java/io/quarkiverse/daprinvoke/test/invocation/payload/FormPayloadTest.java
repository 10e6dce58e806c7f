package io.quarkiverse.daprinvoke.test.invocation.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.multipart.MultipartForm;

/**
 * Forms as they are sent, and as Quarkus REST reads them.
 */
class FormPayloadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Forms.class);

    private static final String FORM = "application/x-www-form-urlencoded";

    final RawSidecar sidecar = SharedSidecar.get();

    /** Not with TempDir, which does not reach the instance in the application. */
    private Path directory;

    @TestHTTPResource("forms")
    URI forms;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "login", contentType = FORM)
    Emitter<Map<String, String>> login;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "login")
    Emitter<MultiMap> multiMap;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "login")
    Emitter<JsonObject> json;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "login")
    Emitter<Login> record;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "upload")
    Emitter<Multipart> upload;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "upload")
    Emitter<MultipartForm> ofVertx;

    @jakarta.ws.rs.Path("forms")
    public static class Forms {

        @POST
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        public String read(@RestForm String title, @RestForm(FileUpload.ALL) List<FileUpload> files) throws IOException {
            StringBuilder read = new StringBuilder(String.valueOf(title));
            for (FileUpload file : files) {
                read.append('|').append(file.name()).append(',').append(file.fileName()).append(',')
                        .append(file.contentType()).append(',').append(Files.readString(file.uploadedFile()));
            }
            return read.toString();
        }

        @POST
        @Consumes(FORM)
        public String login(@RestForm String user, @RestForm List<String> role) {
            return user + role;
        }
    }

    public record Login(String user) {
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("payload");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    private static void assertForm(Uni<?> call, String body) {
        RawSidecar.Request request = Calls.sent(call);
        assertThat(request.text()).isEqualTo(body);
        assertThat(request.header("content-type")).containsExactly(FORM);
        assertThat(request.header("content-length")).containsExactly(String.valueOf(body.length()));
    }

    /** The values that Quarkus REST reads from the same body. */
    private String read(RawSidecar.Request request) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(forms)
                .header("content-type", request.header("content-type").get(0))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Test
    void namesAndValuesAreAFormIfTheContentTypeIsThatOfOne() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("user", "ada & bob");
        fields.put("a\r\nx: y", "ü=");
        assertForm(login.send(fields), "user=ada+%26+bob&a%0D%0Ax%3A+y=%C3%BC%3D");
        assertForm(multiMap.send(MultiMap.caseInsensitiveMultiMap().add("a", "1").add("a", "2")), "a=1&a=2");
        assertForm(json.send(InvokeMethodParameters.of(new JsonObject().put("a", 1)).contentType(FORM)), "a=1");
    }

    @Test
    void otherTypesHaveNoForm() {
        assertThat(Calls.failure(PayloadEncodingException.class,
                record.send(InvokeMethodParameters.of(new Login("ada")).contentType(FORM))))
                .hasMessage(
                        "The payload of type " + Login.class.getName() + " for POST shop/login could not be encoded: a form "
                                + "must consist of names and values. Use a Map<String, String>, a MultiMap or a JsonObject");
        Calls.assertNothingSentBefore(multiMap.send(MultiMap.caseInsensitiveMultiMap()),
                "POST /v1.0/invoke/shop/method/login HTTP/1.1");
    }

    @Test
    void quarkusRestReadsTheForm() throws Exception {
        assertThat(read(Calls.sent(multiMap.send(
                MultiMap.caseInsensitiveMultiMap().add("user", "a&b=ü 😀").add("role", "x").add("role", "y+z")))))
                .isEqualTo("a&b=ü 😀[x, y+z]");
    }

    @Test
    void quarkusRestReadsTheMultipartForm() throws Exception {
        Path file = Files.writeString(directory.resolve("q3.csv"), "a,b\r\n--x\r\n");
        RawSidecar.Request request = Calls.sent(upload.send(Multipart.form().field("title", "Q3 ü").file("report", file)
                .bytes("logo", "lo\"go.txt", "text/plain", "logo".getBytes())));
        assertThat(request.header("content-length")).containsExactly(String.valueOf(request.body().length));
        assertThat(request.header("transfer-encoding")).isEmpty();
        assertThat(read(request)).isEqualTo(
                "Q3 ü|report,q3.csv,application/octet-stream,a,b\r\n--x\r\n|logo,lo%22go.txt,text/plain,logo");
    }

    @Test
    void aFormWithAStreamIsChunked() throws Exception {
        RawSidecar.Request request = Calls.sent(upload.send(Multipart.form().stream("log", "a.log", "text/plain",
                Multi.createFrom().items("one ", "two").map(Buffer::buffer)).field("title", "t")));
        assertThat(request.header("content-length")).isEmpty();
        assertThat(request.header("transfer-encoding")).containsExactly("chunked");
        assertThat(read(request)).isEqualTo("t|log,a.log,text/plain,one two");
    }

    @Test
    void aFormOfVertxIsSentToo() throws Exception {
        assertThat(read(Calls.sent(ofVertx.send(MultipartForm.create().attribute("title", "t")
                .binaryFileUpload("a", "b", Buffer.buffer("c"), "text/plain"))))).isEqualTo("t|a,b,text/plain,c");
    }

    @Test
    void aNameCannotAddAHeaderOrAPart() throws Exception {
        String name = "a\"\r\nx: y\r\n\r\nz";
        RawSidecar.Request request = Calls.sent(upload.send(Multipart.form().field("title", "t").bytes("f", name, "text/plain",
                "c".getBytes())));
        assertThat(request.text()).contains("; filename=\"a%22%0D%0Ax: y%0D%0A%0D%0Az\"\r\n");
        assertThat(read(request)).isEqualTo("t|f,a%22%0D%0Ax: y%0D%0A%0D%0Az,text/plain,c");
    }
}
