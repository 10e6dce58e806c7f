package io.quarkiverse.daprinvoke;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.multipart.FormDataPart;
import io.vertx.ext.web.multipart.MultipartForm;

/**
 * A payload that is sent as {@code multipart/form-data} (RFC 7578), for example from an {@code Emitter<Multipart>}:
 *
 * <pre>
 * upload.send(Multipart.form().field("title", "Q3").file("report", path));
 * </pre>
 *
 * The parts are sent in the order in which they were added. Quotation marks and line breaks in names and file names are
 * percent-encoded, as browsers do, so that they cannot end a header.
 * <p>
 * A form of fields, bytes and files has a {@code Content-Length}. A form with a {@link #stream stream} uses chunked transfer
 * encoding. Files are read while they are sent. They are never held in memory as a whole.
 * <p>
 * Immutable and thread-safe: each method returns a new form. A form with a stream can be sent more than once only if the stream
 * can be subscribed to more than once.
 */
public final class Multipart {

    private static final String BINARY = "application/octet-stream";
    private static final Multipart EMPTY = new Multipart(List.of());

    private final List<Part> parts;

    /**
     * One part of a form.
     *
     * @param name the name of the field
     * @param fileName the name of the file, {@code null} for a part that is not a file
     * @param contentType the content type of the part, {@code null} for text in UTF-8
     * @param content a {@code String}, a {@code Buffer}, a {@code Path} or a {@code Multi<Buffer>}
     */
    public record Part(String name, @Nullable String fileName, @Nullable String contentType, Object content) {

        /**
         * @return the content type, without names and the content, which may be secret
         */
        @Override
        public String toString() {
            return "Part[" + contentType + "]";
        }
    }

    private Multipart(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * @return an empty form
     */
    public static Multipart form() {
        return EMPTY;
    }

    /**
     * @param form a form of Vert.x
     * @return a form with the same parts
     * @throws IllegalArgumentException if the form has a charset other than UTF-8, or if a part is not allowed by the other
     *         methods
     */
    public static Multipart of(MultipartForm form) {
        if (form.getCharset() != null && !form.getCharset().equals(StandardCharsets.UTF_8)) {
            throw new IllegalArgumentException("A multipart form is sent in UTF-8. Remove the other charset from the form");
        }
        Multipart parts = EMPTY;
        for (FormDataPart part : form) {
            if (part.isAttribute()) {
                parts = parts.field(part.name(), part.value());
            } else if (part.content() != null) {
                parts = parts.bytes(part.name(), part.filename(), part.mediaType(), part.content());
            } else {
                parts = parts.file(part.name(), path(part.pathname()), part.filename(), part.mediaType());
            }
        }
        return parts;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            // The message of the exception repeats the path
            throw new IllegalArgumentException("The path of a file contains a character that is not allowed in a path");
        }
    }

    /**
     * Adds a text field.
     *
     * @param name the name of the field
     * @param value the text, sent in UTF-8
     * @throws IllegalArgumentException if the name is empty or contains a control character other than a line break, or if the
     *         name or the value is not well-formed Unicode text
     */
    public Multipart field(String name, String value) {
        requireWellFormed("The value of a field", value);
        return with(new Part(checked("The name of a field", name), null, null, value));
    }

    /**
     * Adds a file whose content is in memory.
     *
     * @param name the name of the field
     * @param fileName the name of the file
     * @param contentType the content type, such as {@code image/png}
     * @param content the content, which must not change until the call has ended
     * @throws IllegalArgumentException if a name is empty, contains a control character other than a line break or is not
     *         well-formed Unicode text, or if the content type cannot be sent
     */
    public Multipart bytes(String name, String fileName, String contentType, byte[] content) {
        return bytes(name, fileName, contentType, Buffer.buffer(content));
    }

    /**
     * Adds a file whose content is in memory.
     *
     * @param name the name of the field
     * @param fileName the name of the file
     * @param contentType the content type, such as {@code image/png}
     * @param content the content, which must not change until the call has ended
     * @throws IllegalArgumentException if a name is empty, contains a control character other than a line break or is not
     *         well-formed Unicode text, or if the content type cannot be sent
     */
    public Multipart bytes(String name, String fileName, String contentType, Buffer content) {
        return with(part(name, fileName, contentType, content));
    }

    /**
     * Adds a file under its name in the file system, with the content type {@code application/octet-stream}.
     *
     * @param name the name of the field
     * @param file a regular file. If it cannot be read, the call fails with {@link PayloadEncodingException}
     * @throws IllegalArgumentException if a name is empty, contains a control character other than a line break or is not
     *         well-formed Unicode text
     */
    public Multipart file(String name, Path file) {
        Path fileName = file.getFileName();
        return file(name, file, fileName == null ? "" : fileName.toString(), BINARY);
    }

    /**
     * Adds a file.
     *
     * @param name the name of the field
     * @param file a regular file. If it cannot be read, the call fails with {@link PayloadEncodingException}
     * @param fileName the name of the file as it is sent
     * @param contentType the content type, such as {@code image/png}
     * @throws IllegalArgumentException if a name is empty, contains a control character other than a line break or is not
     *         well-formed Unicode text, or if the content type cannot be sent
     */
    public Multipart file(String name, Path file, String fileName, String contentType) {
        return with(part(name, fileName, contentType, file));
    }

    /**
     * Adds a file whose content is streamed with back pressure. The content is subscribed to when the parts before it have been
     * sent. If it fails, the call fails with {@link PayloadEncodingException}.
     *
     * @param name the name of the field
     * @param fileName the name of the file
     * @param contentType the content type, such as {@code image/png}
     * @param content the content
     * @throws IllegalArgumentException if a name is empty, contains a control character other than a line break or is not
     *         well-formed Unicode text, or if the content type cannot be sent
     */
    public Multipart stream(String name, String fileName, String contentType, Multi<Buffer> content) {
        return with(part(name, fileName, contentType, content));
    }

    /**
     * @return the parts in the order in which they are sent, unmodifiable
     */
    public List<Part> parts() {
        return parts;
    }

    private static Part part(String name, String fileName, String contentType, Object content) {
        Objects.requireNonNull(content, "content");
        RequestHeaders.checkContentType(contentType);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(contentType)) {
            throw new IllegalArgumentException("The content type of a part must be ASCII");
        }
        return new Part(checked("The name of a field", name), checked("The name of a file", fileName), contentType, content);
    }

    private Multipart with(Part part) {
        List<Part> all = new ArrayList<>(parts);
        all.add(part);
        return new Multipart(List.copyOf(all));
    }

    private static String checked(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < ' ' || c == 0x7F) && c != '\r' && c != '\n') {
                throw new IllegalArgumentException(what + " must not contain control characters");
            }
        }
        requireWellFormed(what, name);
        return name;
    }

    private static void requireWellFormed(String what, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    what + " must be well-formed Unicode text, but it contains half of a surrogate pair");
        }
    }

    /**
     * @return the number of parts, without names and contents, which may be secret
     */
    @Override
    public String toString() {
        return "Multipart[" + parts.size() + " parts]";
    }
}
