package io.quarkiverse.daprinvoke.test.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The criteria for a call, except for its body. Stubs and verifications use the same code.
 *
 * @param appId the app ID
 * @param method the decoded path after {@code /method/}, without leading slash; a part in braces matches any text without a
 *        slash
 * @param verb the HTTP verb in upper case, {@code null} for any
 * @param headers the headers that a call must have
 * @param query the query parameters that a call must have
 */
public record Criteria(String appId, String method, String verb, List<Header> headers, List<Parameter> query) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}/]*}");

    /**
     * @return whether app ID and method match; verb, headers and query are not compared
     */
    public boolean isOfMethod(Call call) {
        return appId.equals(call.appId()) && matchesMethod(method, call.method());
    }

    /**
     * @return whether the call matches all criteria
     */
    public boolean matches(Call call) {
        return isOfMethod(call)
                && (verb == null || verb.equals(call.verb()))
                && headers.stream().allMatch(wanted -> call.headers().stream().anyMatch(
                        header -> header.name().equalsIgnoreCase(wanted.name()) && header.value().equals(wanted.value())))
                && matchesQuery(call.query());
    }

    private boolean matchesQuery(String sent) {
        if (query.isEmpty()) {
            return true;
        }
        Map<String, List<String>> parameters = parameters(sent);
        return query.stream().allMatch(wanted -> parameters.getOrDefault(wanted.name(), List.of()).contains(wanted.value()));
    }

    /**
     * @param pattern the method, in which a part in braces matches any text without a slash
     * @param method the method that was called
     * @return whether it matches
     */
    public static boolean matchesMethod(String pattern, String method) {
        String[] literals = PLACEHOLDER.split(pattern, -1);
        return literals.length == 1 ? pattern.equals(method)
                : method.matches(Arrays.stream(literals).map(Pattern::quote).collect(Collectors.joining("[^/]+")));
    }

    /**
     * @param query a query as it was sent, {@code null} for none
     * @return the decoded values by their decoded names, none if the query cannot be decoded
     */
    public static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        try {
            for (String parameter : query == null ? new String[0] : query.split("&")) {
                int end = parameter.indexOf('=');
                String name = end < 0 ? parameter : parameter.substring(0, end);
                if (!parameter.isEmpty()) {
                    parameters.computeIfAbsent(decode(name), values -> new ArrayList<>())
                            .add(end < 0 ? "" : decode(parameter.substring(end + 1)));
                }
            }
            return parameters;
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
