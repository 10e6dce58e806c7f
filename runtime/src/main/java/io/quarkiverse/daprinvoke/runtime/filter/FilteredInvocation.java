package io.quarkiverse.daprinvoke.runtime.filter;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.internal.Timeouts;
import io.quarkiverse.daprinvoke.runtime.call.OutgoingCall;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.vertx.core.buffer.Buffer;

/**
 * One call before one attempt, for one filter.
 */
final class FilteredInvocation implements OutgoingInvocation {

    private final String emitterName;
    private final ResolvedTarget target;
    private final InvokeMethodParameters<?> parameters;
    private final OutgoingCall call;
    private final int attempt;
    // Volatile, because the filter may switch threads
    private volatile List<Parameter> headers;
    private volatile Duration timeout;
    private volatile boolean over;

    FilteredInvocation(String emitterName, ResolvedTarget target, InvokeMethodParameters<?> parameters, OutgoingCall call,
            int attempt) {
        this.emitterName = emitterName;
        this.target = target;
        this.parameters = parameters;
        this.call = call;
        this.attempt = attempt;
        headers = Collections.unmodifiableList(call.headers());
        timeout = call.timeout();
    }

    void end() {
        over = true;
    }

    /**
     * @return the call with the changes of the filter
     */
    OutgoingCall filtered() {
        return call.with(headers, timeout);
    }

    @Override
    public String emitterName() {
        return emitterName;
    }

    @Override
    public InvocationTarget target() {
        return target.describe();
    }

    @Override
    public InvocationTarget template() {
        return target.outline();
    }

    @Override
    public String query() {
        return target.query();
    }

    @Override
    public InvokeMethodParameters<?> parameters() {
        return parameters;
    }

    @Override
    public Buffer body() {
        return call.body() == null || call.body().buffer() == null ? null : call.body().buffer().copy();
    }

    @Override
    public List<Parameter> headers() {
        return headers;
    }

    @Override
    public String header(String name) {
        for (Parameter header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public OutgoingInvocation header(String name, String value) {
        checkNotOver();
        RequestHeaders.checkName(name);
        // InvokeMethodParameters applies the rules and limits for headers of a call
        InvokeMethodParameters<?> replaced = InvokeMethodParameters.of(null);
        for (Parameter header : headers) {
            if (!header.name().equalsIgnoreCase(name)) {
                replaced = replaced.header(header.name(), header.value());
            }
        }
        headers = (value == null ? replaced : replaced.header(name, value)).headers();
        return this;
    }

    @Override
    public OutgoingInvocation timeout(Duration timeout) {
        checkNotOver();
        if (!Timeouts.isValid(timeout)) {
            throw new IllegalArgumentException("The timeout of a call must be " + Timeouts.RULE);
        }
        this.timeout = timeout;
        return this;
    }

    private void checkNotOver() {
        if (over) {
            throw new IllegalStateException("The filter has returned: make later changes within the Uni that it returns");
        }
    }
}
