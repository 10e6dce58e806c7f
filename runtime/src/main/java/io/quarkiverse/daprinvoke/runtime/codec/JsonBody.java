package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;

import io.vertx.core.buffer.Buffer;

/**
 * JSON as it is sent and received, which Jackson writes and reads without a copy of the whole.
 * <p>
 * Jackson writes pieces of some thousand bytes and reuses their memory. Each piece is copied once, into memory of its exact
 * size, and never copied again to join the pieces.
 */
final class JsonBody extends OutputStream {

    private final Bytes written = new Bytes(Integer.MAX_VALUE);

    private JsonBody() {
    }

    /**
     * @return the value as JSON
     */
    static Buffer write(ObjectWriter writer, Object value) throws IOException {
        JsonBody body = new JsonBody();
        writer.writeValue(body, value);
        return body.toBuffer();
    }

    /**
     * Unlike a writer for a type, which writes the elements of a {@code List<Shape>} as {@code Shape}, this writes each element
     * by its class.
     *
     * @param type the known type of the value, with type arguments that its class does not have
     * @param inOneLine whether indentation is switched off
     * @return the value as JSON
     */
    static Buffer write(ObjectMapper mapper, JavaType type, Object value, boolean inOneLine) throws IOException {
        JsonBody body = new JsonBody();
        try (JsonGenerator generator = mapper.createGenerator(body)) {
            if (inOneLine) {
                generator.setPrettyPrinter(null);
            }
            ((DefaultSerializerProvider) mapper.getSerializerProviderInstance()).serializeValue(generator, value, type);
        }
        return body.toBuffer();
    }

    @Override
    public void write(int b) {
        write(new byte[] { (byte) b }, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        written.add(Buffer.buffer(length).appendBytes(bytes, offset, length));
    }

    private Buffer toBuffer() {
        return written.soFar();
    }
}
