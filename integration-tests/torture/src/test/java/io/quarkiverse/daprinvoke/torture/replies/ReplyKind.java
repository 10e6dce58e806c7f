package io.quarkiverse.daprinvoke.torture.replies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** The kinds of response types. */
enum ReplyKind {

    TEXT {
        @Override
        Uni<?> call(ResponseEmitters emitters, InvokeMethodParameters<?> parameters) {
            return emitters.text().request(parameters);
        }
    },
    BYTES {
        @Override
        Uni<?> call(ResponseEmitters emitters, InvokeMethodParameters<?> parameters) {
            return emitters.bytes().request(parameters);
        }
    },
    BUFFER {
        @Override
        Uni<?> call(ResponseEmitters emitters, InvokeMethodParameters<?> parameters) {
            return emitters.buffer().request(parameters);
        }
    },
    EXCHANGE {
        @Override
        Uni<?> call(ResponseEmitters emitters, InvokeMethodParameters<?> parameters) {
            return emitters.text().exchange(parameters);
        }
    },
    JSON {
        @Override
        Uni<?> call(ResponseEmitters emitters, InvokeMethodParameters<?> parameters) {
            return emitters.json().request(parameters);
        }
    },
    STREAM {
        @Override
        Uni<?> call(ResponseEmitters emitters, InvokeMethodParameters<?> parameters) {
            return emitters.stream().request(parameters).onItem().ifNotNull()
                    .transformToUni(chunks -> chunks.collect().in(Buffer::buffer, Buffer::appendBuffer));
        }
    },
    FILE {
        @Override
        Uni<?> call(ResponseEmitters emitters, InvokeMethodParameters<?> parameters) {
            return emitters.file().request(parameters);
        }
    };

    abstract Uni<?> call(ResponseEmitters emitters, InvokeMethodParameters<?> parameters);

    boolean takesEncoded() {
        return this != TEXT && this != EXCHANGE && this != JSON;
    }

    /**
     * @return the content of a value, each byte as a character; of a value that is JSON its text
     */
    static String content(Object value) throws IOException {
        if (value == null) {
            return "";
        } else if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } else if (value instanceof Buffer buffer) {
            return content(buffer.getBytes());
        } else if (value instanceof InvokeResponse<?> response) {
            return content(response.bytes());
        } else if (value instanceof JsonObject json) {
            return json.encode();
        } else if (value instanceof Path file) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return content(bytes);
        }
        return value.toString();
    }
}
