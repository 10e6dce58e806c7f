package io.quarkiverse.daprinvoke.daprd.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where there is no daprd, and says so.
 */
public final class NeedsDaprd implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return DaprdBinary.find().map(found -> ConditionEvaluationResult.enabled("daprd " + found.version()))
                .orElseGet(() -> ConditionEvaluationResult.disabled(DaprdBinary.NONE));
    }
}
