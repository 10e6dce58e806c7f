package io.quarkiverse.daprinvoke.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Criteria;
import io.quarkiverse.daprinvoke.test.control.Exchange;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;

/**
 * Writes the recorded calls and their responses as Java code that stubs them.
 */
final class StubCode {

    private final JsonBodies json;
    private final StringBuilder comments = new StringBuilder();
    /** The lines of code that select calls, and the responses to these calls. */
    private final Map<List<String>, List<String>> stubs = new LinkedHashMap<>();

    StubCode(JsonBodies json) {
        this.json = json;
    }

    String of(List<Exchange> exchanges) {
        exchanges.forEach(this::add);
        StringBuilder code = new StringBuilder(comments);
        // A stub with more criteria matches fewer calls. It comes later, because the latest stub that matches answers
        Comparator<List<String>> special = Comparator.<List<String>> comparingInt(List::size)
                .thenComparing(lines -> !lines.get(0).contains("{"));
        stubs.entrySet().stream().sorted(Map.Entry.comparingByKey(special))
                .forEach(stub -> code.append(String.join("\n        ", stub.getKey())).append("\n        ")
                        .append(String.join("\n        .then()", replies(stub.getValue()))).append(";\n"));
        return code.toString();
    }

    /** The last response repeats, so it is written once. */
    private static List<String> replies(List<String> replies) {
        int end = replies.size();
        while (end > 1 && replies.get(end - 1).equals(replies.get(end - 2))) {
            end--;
        }
        return replies.subList(0, end);
    }

    private void add(Exchange exchange) {
        Call call = exchange.call();
        Optional<String> obstacle = obstacle(exchange);
        if (obstacle.isPresent()) {
            // A literal, because a line break, or the escape of one, would end the comment
            comments.append("// Left out: ").append(JavaLiteral.of(call.verb() + " " + call.appId() + " " + call.method()))
                    .append(", because ").append(obstacle.get()).append("\n");
        } else {
            stubs.computeIfAbsent(criteria(call), lines -> new ArrayList<>()).add(reply(exchange.reply()));
        }
    }

    private static Optional<String> obstacle(Exchange exchange) {
        StubbedResponse reply = exchange.reply();
        if (!exchange.call().complete()) {
            return Optional.of("the body of the call was not recorded completely");
        }
        if (reply == null) {
            return Optional.of("it got no response from a stub or an application, or the response was not recorded completely");
        }
        return reply.status() > 599 ? Optional.of("its status is above 599") : Optional.empty();
    }

    private List<String> criteria(Call call) {
        List<String> lines = new ArrayList<>();
        lines.add("sidecar.on(" + JavaLiteral.of(call.appId()) + ", " + JavaLiteral.of(call.method()) + ")");
        lines.add(".whereVerb(" + JavaLiteral.of(call.verb()) + ")");
        if (!isMultipart(call)) {
            values(call.headers(), "content-type")
                    .forEach(type -> lines.add(".whereHeader(\"content-type\", " + JavaLiteral.of(type) + ")"));
        }
        Criteria.parameters(call.query()).forEach((name, values) -> values.stream().distinct()
                .forEach(value -> lines.add(".whereQuery(" + JavaLiteral.of(name) + ", " + JavaLiteral.of(value) + ")")));
        // The order of parameters does not matter
        lines.subList(2, lines.size()).sort(Comparator.naturalOrder());
        body(call).ifPresent(lines::add);
        return lines;
    }

    private Optional<String> body(Call call) {
        if (call.body().length == 0 || isMultipart(call)) {
            return Optional.empty();
        }
        if (isJson(call.headers())) {
            try {
                return Optional.of(".whereJson(" + JavaLiteral.of(json.canonical(call.body())) + ")");
            } catch (IOException e) {
                // Invalid JSON is compared as text or bytes
            }
        }
        return Optional.of(text(call.body()).map(text -> ".whereText(" + JavaLiteral.of(text) + ")")
                .orElse(".where(call -> java.util.Arrays.equals(call.body(), " + base64(call.body()) + "))"));
    }

    private static String reply(StubbedResponse reply) {
        String code = switch (reply.outcome()) {
            case RESET -> ".reset()";
            case NONE -> ".neverAnswer()";
            case ANSWER, CUT_SHORT, COMPUTED -> answer(reply, reply.body() == null ? new byte[0] : reply.body());
        };
        return reply.delay() > 0 ? code + ".delay(java.time.Duration.ofMillis(" + reply.delay() + "))" : code;
    }

    private static String answer(StubbedResponse reply, byte[] body) {
        if (body.length == 0) {
            return ".reply(" + reply.status() + ")" + headers(reply, "");
        }
        Optional<String> text = text(body);
        if (text.isEmpty()) {
            return ".replyBytes(" + reply.status() + ", " + base64(body) + ")" + headers(reply, "application/octet-stream");
        }
        String arguments = "(" + reply.status() + ", " + JavaLiteral.of(text.get()) + ")";
        if (reply.outcome() == Outcome.CUT_SHORT) {
            return ".cutShort" + arguments + headers(reply, "application/json");
        }
        return isJson(reply.headers()) ? ".reply" + arguments + headers(reply, "application/json")
                : ".replyText" + arguments + headers(reply, "text/plain;charset=UTF-8");
    }

    /** The headers that are required to read the body. Others may be secret, or belong to one connection. */
    private static String headers(StubbedResponse reply, String impliedType) {
        return Stream.of("content-type", "content-encoding")
                .flatMap(name -> values(reply.headers(), name).filter(value -> !value.equals(impliedType))
                        .map(value -> ".header(" + JavaLiteral.of(name) + ", " + JavaLiteral.of(value) + ")"))
                .collect(Collectors.joining());
    }

    /** The boundary differs in each call, in the content type and in the body, so a multipart body cannot be compared. */
    private static boolean isMultipart(Call call) {
        return values(call.headers(), "content-type").anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/"));
    }

    private static boolean isJson(List<Header> headers) {
        return values(headers, "content-type").anyMatch(type -> type.toLowerCase(Locale.ROOT).contains("json"));
    }

    private static Stream<String> values(List<Header> headers, String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(Header::value);
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String base64(byte[] body) {
        return "java.util.Base64.getDecoder().decode(" + JavaLiteral.of(Base64.getEncoder().encodeToString(body)) + ")";
    }
}
