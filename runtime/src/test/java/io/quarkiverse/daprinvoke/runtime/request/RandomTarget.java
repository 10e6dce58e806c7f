package io.quarkiverse.daprinvoke.runtime.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

/**
 * A target, made as applications make them of any text, and what it means.
 *
 * @param sent {@code null} if it was refused
 * @param meant {@code null} if it was refused
 */
record RandomTarget(ResolvedTarget sent, Meant meant) {

    private static final List<String> VERBS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");
    private static final List<String> URLS = List.of("http://h", "https://h:443", "http://127.0.0.1:8080/api",
            "http://[::1]:80/a/b",
            "http://shop.example/v1.0/invoke", "http://h/a;b=1/b,c@d!$&'()*~_");

    /** A piece of a template: literal text, or a placeholder with its value. */
    private record Part(String text, String placeholder) {

        String declared() {
            return placeholder == null ? text : "{" + placeholder + "}";
        }
    }

    static RandomTarget of(HostileTexts texts) {
        try {
            return texts.oneIn(4) ? ofInterface(texts) : ofEmitter(texts);
        } catch (IllegalArgumentException | InvalidInvocationTargetException e) {
            return new RandomTarget(null, null);
        }
    }

    private static RandomTarget ofEmitter(HostileTexts texts) {
        List<Part> appId = appId(texts);
        List<Part> method = method(texts);
        Map<String, String> values = new HashMap<>();
        appId.forEach(part -> values.put(part.placeholder(), part.text()));
        method.forEach(part -> values.put(part.placeholder(), part.text()));
        String verb = verb(texts);
        String declaredAppId = declared(appId);
        String declaredMethod = declared(method);
        boolean url = TargetTemplate.isUrl(declaredAppId);
        TargetTemplate template = switch (texts.upTo(2)) {
            case 0 -> TargetTemplate.of("", "declared", "declared/{x}?x=1", "GET").with(declaredAppId, declaredMethod, verb);
            case 1 -> TargetTemplate.of("", declaredAppId, "declared", "GET").with(null, declaredMethod, verb);
            default -> TargetTemplate.of("", declaredAppId, declaredMethod, verb);
        };
        List<Parameter> parameters = new ArrayList<>();
        for (int i = texts.oneIn(3) ? texts.upTo(2) : 0; i > 0; i--) {
            parameters.add(new Parameter("p" + texts.some(), texts.some()));
        }
        ResolvedTarget target = template.resolve(values::get).withQuery(parameters);
        String appIdText = appId.stream().map(Part::text).collect(Collectors.joining());
        if (!url && TargetTemplate.isUrl(appIdText)) {
            throw new AssertionError("A URL came from values: " + target.uri());
        }
        return new RandomTarget(target, meant(verb.toUpperCase(Locale.ROOT), appIdText, method, parameters));
    }

    private static List<Part> appId(HostileTexts texts) {
        return switch (texts.upTo(9)) {
            case 0, 1, 2 -> List.of(literal(texts.some()));
            case 3 -> List.of(value("app", texts.some()));
            case 4 -> List.of(literal(texts.some() + "-"), value("app", texts.some()));
            case 5 -> List.of(value("app", texts.some()), literal("."), value("namespace", texts.some()));
            case 6 -> List.of(literal(texts.some() + "." + texts.some()));
            case 7 -> List.of(literal("self"));
            case 8 -> List.of(literal(texts.pick(URLS) + (texts.oneIn(2) ? "" : "/" + texts.some())));
            default -> List.of(literal(texts.any()));
        };
    }

    private static List<Part> method(HostileTexts texts) {
        List<Part> parts = new ArrayList<>();
        if (texts.oneIn(3)) {
            parts.add(literal("/"));
        }
        for (int segments = texts.upTo(3); segments >= 0; segments--) {
            for (int pieces = texts.upTo(2); pieces >= 0; pieces--) {
                parts.add(texts.oneIn(2) ? literal(texts.some()) : value("v" + parts.size(), texts.some()));
            }
            if (segments > 0 || texts.oneIn(6)) {
                parts.add(literal("/"));
            }
        }
        if (texts.oneIn(5)) {
            parts.add(literal("?" + (texts.oneIn(2) ? "q=" : "") + texts.some()));
        }
        return parts;
    }

    private static Part literal(String text) {
        return new Part(text.replace("{", "").replace("}", ""), null);
    }

    private static Part value(String placeholder, String text) {
        return new Part(text, placeholder);
    }

    private static String declared(List<Part> parts) {
        return parts.stream().map(Part::declared).collect(Collectors.joining());
    }

    private static String verb(HostileTexts texts) {
        String verb = texts.oneIn(50) ? texts.any() : texts.pick(VERBS);
        return texts.oneIn(4) ? verb.toLowerCase(Locale.ROOT) : verb;
    }

    private static Meant meant(String verb, String appId, List<Part> method, List<Parameter> parameters) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        StringBuilder query = null;
        boolean first = true;
        for (Part part : method) {
            String literal = part.placeholder() == null ? part.text() : "";
            if (query != null) {
                query.append(part.declared());
                continue;
            }
            int question = literal.indexOf('?');
            if (part.placeholder() != null) {
                segment.append(part.text());
            } else {
                String path = question < 0 ? literal : literal.substring(0, question);
                String[] pieces = (first && path.startsWith("/") ? path.substring(1) : path).split("/", -1);
                segment.append(pieces[0]);
                for (int i = 1; i < pieces.length; i++) {
                    segments.add(segment.toString());
                    segment = new StringBuilder(pieces[i]);
                }
            }
            if (question >= 0) {
                query = new StringBuilder(literal.substring(question + 1));
            }
            first &= part.placeholder() == null && literal.isEmpty();
        }
        segments.add(segment.toString());
        String wholeQuery = query == null ? null : Meant.queryOf(query.toString());
        for (Parameter parameter : parameters) {
            wholeQuery = (wholeQuery == null ? "" : wholeQuery + "&") + Meant.parameter(parameter.name()) + "="
                    + Meant.parameter(parameter.value());
        }
        return new Meant(verb, appId, segments, wholeQuery);
    }

    /** A target that REST Client may create from its parameters. */
    private static RandomTarget ofInterface(HostileTexts texts) {
        String appId = literal(texts.some()).text();
        TargetTemplate template = TargetTemplate.of("", appId, "/", "POST");
        ResolvedTarget root = template.resolve(name -> null);
        List<String> segments = new ArrayList<>();
        for (int i = texts.upTo(4); i >= 0; i--) {
            segments.add(segment(texts));
        }
        String query = texts.oneIn(2) ? null : texts.oneIn(2) ? texts.some() : "q=" + Meant.parameter(texts.some());
        String verb = verb(texts);
        ResolvedTarget target = ResolvedTarget.encoded(template, root, verb,
                root.uri() + String.join("/", segments) + (query == null ? "" : "?" + query));
        String[] pathAndQuery = target.uri().substring(root.uri().length()).split("\\?", 2);
        List<String> decoded = List.of(pathAndQuery[0].split("/", -1)).stream().map(Escapes::text).toList();
        return new RandomTarget(target, new Meant(verb.toUpperCase(Locale.ROOT), appId, decoded,
                pathAndQuery.length == 1 || pathAndQuery[1].isEmpty() ? null : pathAndQuery[1]));
    }

    private static String segment(HostileTexts texts) {
        String text = texts.some();
        return switch (texts.upTo(3)) {
            case 0 -> text;
            case 1 -> Meant.parameter(text).toLowerCase(Locale.ROOT);
            case 2 -> Meant.parameter(text).replace("%2F", "/");
            default -> Meant.parameter(text);
        };
    }
}
