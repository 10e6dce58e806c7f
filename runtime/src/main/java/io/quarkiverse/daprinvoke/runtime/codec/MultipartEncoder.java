package io.quarkiverse.daprinvoke.runtime.codec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.daprinvoke.Multipart;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyDelegate;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.multipart.MultipartForm;

/**
 * Writes multipart forms (RFC 7578). The encoder of Vert.x is not used: it writes names into headers without escaping them, has
 * no streams, and reads files on the event loop.
 */
final class MultipartEncoder implements PayloadEncoder {

    private static final String CONTENT_TYPE = "multipart/form-data";

    @Override
    public Body encode(Object payload, String contentType) throws BodyProblem {
        if (contentType != null) {
            check(contentType);
        }
        String boundary = UUID.randomUUID().toString();
        return new Form(boundary).body(form(payload).parts(), CONTENT_TYPE + "; boundary=" + boundary);
    }

    @Override
    public void check(String contentType) throws BodyProblem {
        // Parameters are refused as well: a boundary of the caller could be part of the content
        if (!contentType.trim().equalsIgnoreCase(CONTENT_TYPE)) {
            throw new BodyProblem("a multipart form is sent with the content type " + CONTENT_TYPE
                    + ", to which the extension adds the boundary. Remove the other content type");
        }
    }

    private static Multipart form(Object payload) throws BodyProblem {
        if (payload instanceof Multipart form) {
            return form;
        }
        // The Mutiny variant is recognized by its delegate, because its class may be absent from the application
        Object form = payload instanceof MutinyDelegate variant ? variant.getDelegate() : payload;
        try {
            return Multipart.of((MultipartForm) form);
        } catch (IllegalArgumentException e) {
            throw new BodyProblem(e.getMessage());
        }
    }

    /** One encoded form. */
    private static final class Form {

        private final String boundary;
        // Each part is a Buffer or a Multi of Buffers
        private final List<Object> contents = new ArrayList<>();
        private Buffer gathering = Buffer.buffer();
        private long length;
        private boolean hasStream;

        Form(String boundary) {
            this.boundary = boundary;
        }

        Body body(List<Multipart.Part> parts, String contentType) {
            if (parts.stream().noneMatch(part -> part.content() instanceof Path)) {
                return written(parts, List.of(), null, contentType);
            }
            return Body.toBeMeasured(blocking -> {
                List<Uni<Long>> lengths = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    if (parts.get(i).content() instanceof Path file) {
                        String place = "part number " + (i + 1) + ": ";
                        lengths.add(FileContent.length(file, blocking).onFailure(BodyProblem.class)
                                .transform(e -> new BodyProblem(place + e.getMessage())));
                    }
                }
                return Uni.join().all(lengths).andFailFast().onItem().transform(known ->
                // Created for each attempt, because a further attempt reads the files again
                new Form(boundary).written(parts, known, blocking, contentType));
            }, contentType, parts.stream().anyMatch(part -> part.content() instanceof Multi));
        }

        /**
         * @param lengths the lengths of the files, in their order
         * @param blocking reads the files, {@code null} if there are none
         */
        private Body written(List<Multipart.Part> parts, List<Long> lengths, Blocking blocking, String contentType) {
            int files = 0;
            for (Multipart.Part part : parts) {
                add("--" + boundary + "\r\n" + head(part) + "\r\n");
                if (part.content() instanceof Path file) {
                    long known = lengths.get(files++);
                    length += known;
                    addStream(FileContent.chunks(file, known, blocking));
                } else if (part.content() instanceof Multi<?> chunks) {
                    hasStream = true;
                    addStream(chunks);
                } else if (part.content() instanceof Buffer bytes) {
                    add(bytes);
                } else {
                    add((String) part.content());
                }
                add("\r\n");
            }
            add("--" + boundary + "--\r\n");
            if (contents.isEmpty()) {
                return Body.of(gathering, contentType);
            }
            contents.add(gathering);
            Multi<Object> chunks = Multi.createBy().concatenating().streams(contents.stream().map(Form::chunks).toList());
            return hasStream ? Body.streamed(chunks, contentType) : Body.streamed(chunks, contentType, length);
        }

        private static Multi<Object> chunks(Object content) {
            return content instanceof Multi<?> stream ? stream.map(Object.class::cast) : Multi.createFrom().item(content);
        }

        private void add(String text) {
            add(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
        }

        private void add(Buffer bytes) {
            length += bytes.length();
            gathering.appendBuffer(bytes);
        }

        private void addStream(Multi<?> chunks) {
            contents.add(gathering);
            contents.add(chunks);
            gathering = Buffer.buffer();
        }
    }

    private static String head(Multipart.Part part) {
        return "Content-Disposition: form-data; name=\"" + quoted(part.name()) + '"'
                + (part.fileName() == null ? "" : "; filename=\"" + quoted(part.fileName()) + '"') + "\r\n"
                + (part.contentType() == null ? "" : "Content-Type: " + part.contentType() + "\r\n");
    }

    /** Escapes a name as the HTML standard requires, so that it cannot end its quotes or its line. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
