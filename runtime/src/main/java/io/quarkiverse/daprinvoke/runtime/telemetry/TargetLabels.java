package io.quarkiverse.daprinvoke.runtime.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;

/**
 * The labels of targets in metrics and traces. Their number is bounded, also for targets that calls bring along.
 */
public final class TargetLabels {

    /** How many targets that calls brought along count each for themselves. */
    public static final int LIMIT = 100;

    /** How long an app ID or a method name that a call brought along may be, in characters, to count for itself. */
    public static final int MAX_LENGTH = 200;

    /** What stands for the parts of all others that calls brought along. */
    public static final String OTHER = "other";

    private record Named(String appId, String methodName) {
    }

    private final Set<Named> known = ConcurrentHashMap.newKeySet();

    /**
     * @return the outline of the target, with parts of it that only calls bring along replaced if they are too long, or once
     *         there were too many
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
        // A few more if calls come at the same time
        return known.contains(named) || known.size() < LIMIT && known.add(named);
    }
}
