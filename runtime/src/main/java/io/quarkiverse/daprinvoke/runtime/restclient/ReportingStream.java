package io.quarkiverse.daprinvoke.runtime.restclient;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * A body that reports a failure to read it, before its reader receives the failure.
 */
final class ReportingStream extends FilterInputStream {

    private final Consumer<Throwable> failed;

    ReportingStream(InputStream body, Consumer<Throwable> failed) {
        super(body);
        this.failed = failed;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException | RuntimeException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        try {
            return super.read(to, offset, length);
        } catch (IOException | RuntimeException e) {
            failed.accept(e);
            throw e;
        }
    }
}
