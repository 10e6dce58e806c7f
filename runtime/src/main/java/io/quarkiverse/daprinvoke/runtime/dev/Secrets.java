package io.quarkiverse.daprinvoke.runtime.dev;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

/**
 * Masks the secrets of the calls of an emitter, because a response may contain parts of the request.
 */
final class Secrets implements UnaryOperator<String> {

    static final String MASKED = "***";

    /** The names of headers with secrets contain one of these words. */
    private static final Pattern NAMES = Pattern.compile("authorization|cookie|credential|key|password|secret|signature|token",
            Pattern.CASE_INSENSITIVE);

    private final List<String> secrets = new ArrayList<>();

    /**
     * @param apiToken the Dapr API token, {@code null} for none
     * @param headers the headers that annotation and configuration add to calls
     */
    Secrets(String apiToken, List<Parameter> headers) {
        if (apiToken != null) {
            add(apiToken);
        }
        for (Parameter header : headers) {
            if (NAMES.matcher(header.name()).find()) {
                add(header.value());
                // The credentials without their scheme
                add(header.value().substring(header.value().indexOf(' ') + 1));
            }
        }
        // Longer secrets first, because a secret may be part of another one
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    private void add(String secret) {
        if (!secret.isBlank()) {
            secrets.add(secret);
        }
    }

    @Override
    public String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked == null ? null : masked.replace(secret, MASKED);
        }
        return masked;
    }
}
