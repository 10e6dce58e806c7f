package io.quarkiverse.daprinvoke.benchmarks.contender;

import java.io.IOException;
import java.util.Arrays;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Calls nobody: writes the order into memory that is used again and again, and reads it from there. What the others cost
 * beyond this, they cost for the call.
 */
@Singleton
@Named("jackson-alone")
class JacksonAlone implements Contender {

    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final Memory memory = new Memory();

    JacksonAlone(ObjectMapper mapper) {
        writer = mapper.writerFor(Order.class);
        reader = mapper.readerFor(Receipt.class);
    }

    @Override
    public void call(Order order, Outcome outcome) {
        // Its end is heard of later, as with the others, so that calls do not pile up on the stack
        Context context = Vertx.currentContext();
        Receipt receipt;
        try {
            synchronized (memory) {
                memory.size = 0;
                writer.writeValue(memory, order);
                receipt = reader.readValue(memory.bytes, 0, memory.size);
            }
        } catch (IOException e) {
            outcome.failed(e);
            return;
        }
        context.runOnContext(v -> outcome.succeeded(receipt));
    }

    private static final class Memory extends java.io.OutputStream {

        private byte[] bytes = new byte[1024];
        private int size;

        @Override
        public void write(int b) {
            write(new byte[] { (byte) b }, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            if (bytes.length - size < length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
            }
            System.arraycopy(from, offset, bytes, size, length);
            size += length;
        }
    }
}
