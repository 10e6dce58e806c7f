package io.quarkiverse.daprinvoke.test.support;

import java.util.List;

import io.quarkiverse.daprinvoke.test.support.RawSidecar.Answer;
import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;

/**
 * A recording server that refuses a request that breaks one of the {@link WireRules}: the response has the status 400, the
 * connection is closed, and reading the request from the record fails. Like {@link SharedSidecar}, there is one.
 */
public final class StrictSidecar implements AutoCloseable {

    private static final StrictSidecar INSTANCE = new StrictSidecar();

    private final RawSidecar server = new RawSidecar();

    public StrictSidecar() {
        answer(RawSidecar.ok(""));
    }

    public static StrictSidecar get() {
        return INSTANCE;
    }

    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    /**
     * @return what the header Host of a request must say
     */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    /**
     * Sets what is answered to proper requests from now on, and forgets what has come so far.
     */
    public void answer(Answer answer) {
        server.answer((request, out) -> {
            List<String> broken = WireRules.broken(request, authority());
            if (broken.isEmpty()) {
                return answer.to(request, out);
            }
            RawSidecar.reply(400, "text/plain", String.join("\n", broken)).to(request, out);
            return false;
        });
    }

    /**
     * @return the next request, which must come within ten seconds
     * @throws AssertionError if it was refused
     */
    public Request next() {
        Request next = server.next();
        List<String> broken = WireRules.broken(next, authority());
        if (!broken.isEmpty()) {
            throw new AssertionError(next.requestLine() + " was refused: " + broken);
        }
        return next;
    }

    /**
     * @return how many requests have come and have not been taken
     */
    public int pending() {
        return server.pending();
    }

    /**
     * Waits until the client has closed that connection, which must happen within ten seconds.
     */
    public void awaitClosed(int connection) {
        server.awaitClosed(connection);
    }

    @Override
    public void close() {
        server.close();
    }
}
