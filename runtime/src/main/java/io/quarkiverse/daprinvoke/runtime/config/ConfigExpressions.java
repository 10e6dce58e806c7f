package io.quarkiverse.daprinvoke.runtime.config;

import java.util.NoSuchElementException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.smallrye.common.expression.Expression;

/**
 * Resolves {@code ${property}} and {@code ${property:default}} in the members of an annotation.
 */
public final class ConfigExpressions {

    private ConfigExpressions() {
    }

    /**
     * @return whether the text contains expressions, so that its value depends on configuration
     */
    public static boolean isExpression(String text) {
        return text.contains("${");
    }

    /**
     * @return the text with the values of its expressions
     * @throws NoSuchElementException if a property has neither a value nor a default, or its value is an expression without a
     *         value, naming it
     */
    public static String resolve(String text, Config config) {
        if (!isExpression(text)) {
            return text;
        }
        // White space and braces that are not part of an expression are kept
        return Expression.compile(text, Expression.Flag.NO_TRIM).evaluate((context, result) -> {
            Optional<String> value = PropertyReader.text(config, context.getKey());
            if (value.isPresent()) {
                result.append(value.get());
            } else if (context.hasDefault()) {
                context.expandDefault();
            } else {
                throw new NoSuchElementException("the property " + context.getKey() + " is not set");
            }
        });
    }
}
