package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;

/**
 * The labels of targets in metrics and traces. Their cardinality is bounded, also for targets that calls set.
 */
public final class TargetLabels {

    /** The maximum number of targets of calls with a separate label. */
    public static final int LIMIT = 100;

    /** The maximum length, in characters, of an app ID or a method name of a call with a separate label. */
    public static final int MAX_LENGTH = 200;

    /** The label of all other parts of targets that calls set. */
    public static final String OTHER = "other";

    private record Named(String appId, String methodName) {
    }

    private final Set<Named> known = ConcurrentHashMap.newKeySet();

    /**
     * @return the template of the target. Parts that calls set are replaced if they are too long, or if there are too many
     */
    public InvocationTarget of(ResolvedTarget target) {
        InvocationTarget outline = target.outline();
        TargetTemplate template = target.template();
        if (!template.hasUnboundedAppId() && !template.hasUnboundedMethodName()) {
            return outline;
        }
        String appId = bounded(outline.appId(), template.hasUnboundedAppId());
        String methodName = bounded(outline.methodName(), template.hasUnboundedMethodName());
        if (!isKnown(new Named(appId, methodName))) {
            appId = template.hasUnboundedAppId() ? OTHER : appId;
            methodName = template.hasUnboundedMethodName() ? OTHER : methodName;
        }
        return new InvocationTarget(appId, methodName, outline.httpVerb());
    }

    private static String bounded(String part, boolean ofCall) {
        return ofCall && part.length() > MAX_LENGTH ? OTHER : part;
    }

    private boolean isKnown(Named named) {
        // Concurrent calls can exceed the limit by a few
        return known.contains(named) || known.size() < LIMIT && known.add(named);
    }
}
