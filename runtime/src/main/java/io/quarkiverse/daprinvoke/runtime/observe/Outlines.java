package io.quarkiverse.daprinvoke.runtime.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.uri.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.uri.TargetTemplate;

/**
 * Outlines of targets, of which there are never many, whatever calls bring along.
 */
public final class Outlines {

    /** How many targets that calls brought along count each for themselves. */
    public static final int LIMIT = 100;

    /** What stands for the parts of all others that calls brought along. */
    public static final String OTHER = "other";

    private record Named(String appId, String methodName) {
    }

    private final Set<Named> known = ConcurrentHashMap.newKeySet();

    /**
     * @return the outline of the target, with parts of it that only calls bring along replaced once there were too many
     */
    public InvocationTarget of(ResolvedTarget target) {
        InvocationTarget outline = target.outline();
        TargetTemplate template = target.template();
        if (!template.hasUnboundedAppId() && !template.hasUnboundedMethodName()
                || isKnown(new Named(outline.appId(), outline.methodName()))) {
            return outline;
        }
        return new InvocationTarget(template.hasUnboundedAppId() ? OTHER : outline.appId(),
                template.hasUnboundedMethodName() ? OTHER : outline.methodName(), outline.httpVerb());
    }

    private boolean isKnown(Named named) {
        // A few more if calls come at the same time
        return known.contains(named) || known.size() < LIMIT && known.add(named);
    }
}
