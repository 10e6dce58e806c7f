package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.Multipart.Part;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.multipart.MultipartForm;

class MultipartTest {

    @Test
    void partsKeepTheirOrder() {
        Path file = Path.of("reports", "q3.csv");
        Multi<Buffer> log = Multi.createFrom().empty();
        Multipart form = Multipart.form().field("title", "Q3").file("report", file).file("copy", file, "c.csv", "text/csv")
                .bytes("logo", "logo.png", "image/png", new byte[] { 1 }).stream("log", "a.log", "text/plain", log);
        assertThat(form.parts()).containsExactly(new Part("title", null, null, "Q3"),
                new Part("report", "q3.csv", "application/octet-stream", file), new Part("copy", "c.csv", "text/csv", file),
                new Part("logo", "logo.png", "image/png", Buffer.buffer(new byte[] { 1 })),
                new Part("log", "a.log", "text/plain", log));
    }

    @Test
    void aFormDoesNotChange() {
        Multipart form = Multipart.form().field("a", "1");
        form.field("b", "2");
        assertThat(form.parts()).hasSize(1);
        assertThat(Multipart.form().parts()).isEmpty();
        assertThatThrownBy(() -> form.parts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    static Stream<UnaryOperator<String>> places() {
        return Stream.of(name -> Multipart.form().field(name, "x").toString(),
                name -> Multipart.form().file(name, Path.of("x")).toString(),
                name -> Multipart.form().bytes(name, "x", "text/plain", new byte[0]).toString(),
                name -> Multipart.form().bytes("x", name, "text/plain", new byte[0]).toString(),
                name -> Multipart.form().file("x", Path.of("x"), name, "text/plain").toString(),
                name -> Multipart.form().stream(name, "x", "text/plain", Multi.createFrom().empty()).toString(),
                name -> Multipart.form().stream("x", name, "text/plain", Multi.createFrom().empty()).toString());
    }

    @ParameterizedTest
    @MethodSource("places")
    void namesThatCannotBeSentAreRefused(UnaryOperator<String> place) {
        assertThatIllegalArgumentException().isThrownBy(() -> place.apply("")).withMessageEndingWith(" must not be empty");
        for (String name : new String[] { "a\0b", "\t", "\u001B", "a\u007F" }) {
            assertThatIllegalArgumentException().isThrownBy(() -> place.apply(name))
                    .withMessageEndingWith(" must not contain control characters");
        }
        for (String name : new String[] { "\uD83D", "a\uDE00" }) {
            assertThatIllegalArgumentException().isThrownBy(() -> place.apply(name))
                    .withMessageEndingWith(" must be well-formed Unicode text, but it contains half of a surrogate pair");
        }
        assertThat(place.apply("a\"\r\nx: y ü 日")).isEqualTo("Multipart[1 parts]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "text/plain\r\nx: y", "text/\0", "text/pl\u00E4in", "text/\u00C3\u00A4", "text/\u65E5" })
    void contentTypesThatCannotBeSentAreRefused(String contentType) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Multipart.form().bytes("a", "a", contentType, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Multipart.form().file("a", Path.of("a"), "a", contentType));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Multipart.form().stream("a", "a", contentType, Multi.createFrom().empty()));
    }

    @Test
    void textOfHalfASurrogatePairIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Multipart.form().field("a", "\uD83D"))
                .withMessage("The value of a field must be well-formed Unicode text, but it contains half of a surrogate pair");
    }

    @Test
    void aFormOfVertxHasTheSameParts() {
        MultipartForm form = MultipartForm.create().attribute("title", "Q3")
                .textFileUpload("notes", "n.txt", Buffer.buffer("x"), "text/plain")
                .binaryFileUpload("report", "q3.pdf", "/tmp/q3", "application/pdf");
        assertThat(Multipart.of(form).parts()).containsExactly(new Part("title", null, null, "Q3"),
                new Part("notes", "n.txt", "text/plain", Buffer.buffer("x")),
                new Part("report", "q3.pdf", "application/pdf", Path.of("/tmp/q3")));
        form.setCharset(StandardCharsets.ISO_8859_1);
        assertThatIllegalArgumentException().isThrownBy(() -> Multipart.of(form))
                .withMessage("A multipart form is sent in UTF-8. Remove the other charset from the form");
    }

    @Test
    void textShowsNoSecrets() {
        Multipart form = Multipart.form().field("password", "secret");
        assertThat(form + " " + form.parts()).doesNotContain("secret", "password");
    }
}
