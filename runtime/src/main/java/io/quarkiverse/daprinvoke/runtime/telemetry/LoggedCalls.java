package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.Locale;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;

/**
 * Logs one line for each completed call at debug level: its target, outcome and duration. It never logs a query, a header, a
 * payload, or text of the response.
 */
public final class LoggedCalls implements CallObserver {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    @Override
    public CallObservation begin(ObservedEmitter emitter) {
        // Checked for each call, because the level may change while the application runs
        return LOG.isDebugEnabled() ? new LoggedCall(emitter) : null;
    }

    private static final class LoggedCall implements CallObservation {

        private final long started = System.nanoTime();
        private final ObservedEmitter emitter;
        private volatile ResolvedTarget target;
        private volatile int status;

        LoggedCall(ObservedEmitter emitter) {
            this.emitter = emitter;
        }

        @Override
        public void target(ResolvedTarget resolved) {
            target = resolved;
        }

        @Override
        public void status(int last) {
            status = last;
        }

        @Override
        public void completed() {
            log("");
        }

        @Override
        public void failed(Throwable failure) {
            log(failure.getClass().getSimpleName());
        }

        @Override
        public void cancelled() {
            log("cancelled");
        }

        private void log(String end) {
            String line = ShortText.of(target != null ? target.toLine() : emitter.target().outline().toString());
            String answer = status == 0 ? "" : end.isEmpty() ? String.valueOf(status) : status + " ";
            LOG.debugf("%s: %s%s in %s ms", line, answer, end,
                    String.format(Locale.ROOT, "%.1f", (System.nanoTime() - started) / 1e6));
        }
    }
}
