package io.quarkiverse.daprinvoke.runtime.request;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/**
 * The code of daprd itself, as a program that answers where it dispatches requests.
 */
final class DaprdOracle {

    static final String NONE = "there is no oracle of daprd: name the program with the environment variable DAPRD_ORACLE, whose "
            + "value integration-tests/daprd/oracle/build prints, and builds with Go";

    private static final String SEPARATOR = "\u001F";

    private final Path program;

    private DaprdOracle(Path program) {
        this.program = program;
    }

    /**
     * @return empty if there is none
     */
    static Optional<DaprdOracle> find() {
        Optional<Path> named = Optional.ofNullable(System.getenv("DAPRD_ORACLE")).filter(name -> !name.isBlank()).map(Path::of);
        if (named.isPresent() && !Files.isExecutable(named.get())) {
            throw new IllegalStateException("The environment variable DAPRD_ORACLE does not name a program");
        }
        return named.map(DaprdOracle::new);
    }

    /**
     * A request.
     *
     * @param headers in the form {@code name: value}; characters are bytes
     */
    record Request(String verb, String target, List<String> headers) {

        Request(String verb, String target) {
            this(verb, target, List.of());
        }

        private String line() {
            String line = verb + SEPARATOR + target
                    + (headers.isEmpty() ? "" : SEPARATOR + String.join(SEPARATOR, headers));
            if (line.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("A request is one line");
            }
            return line;
        }
    }

    /**
     * The outcome of a request.
     *
     * @param status 0 if it was dispatched, or the connection was closed
     * @param appId what the name resolver was asked for; of a URL its scheme, host and port
     * @param target the request target that the called application reads
     * @param headers in the form {@code Name=value}; characters are bytes
     */
    record Dispatch(boolean dispatched, int status, String appId, String verb, String target, List<String> headers) {

        private static Dispatch parse(String line) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("refused")) {
                return new Dispatch(false, Integer.parseInt(fields[1]), null, null, null, List.of());
            }
            List<String> headers = new ArrayList<>();
            for (int i = 4; i < fields.length; i++) {
                int value = fields[i].indexOf('=') + 1;
                headers.add(fields[i].substring(0, value)
                        + new String(Escapes.bytes(fields[i].substring(value)), StandardCharsets.ISO_8859_1));
            }
            // Not all requests have one that is UTF-8
            String appId = fields[0].equals("external") ? fields[1]
                    : new String(Escapes.bytes(fields[1]), StandardCharsets.UTF_8);
            return new Dispatch(true, 0, appId, fields[2], fields[3], headers);
        }

        boolean isUrl() {
            return appId.startsWith("http://") || appId.startsWith("https://");
        }
    }

    /**
     * Asks several questions.
     *
     * @see #ask(Supplier, Function, BiConsumer)
     */
    <T> void ask(Iterator<T> questions, Function<T, Request> request, BiConsumer<T, Dispatch> answered) {
        ask(() -> questions.hasNext() ? questions.next() : null, request, answered);
    }

    /**
     * Asks while there are questions.
     *
     * @param next the next question, {@code null} for no more
     * @param request what to ask
     * @param answered called for each question, in their order and in another thread
     */
    <T> void ask(Supplier<T> next, Function<T, Request> request, BiConsumer<T, Dispatch> answered) {
        Process process = start();
        BlockingQueue<T> asked = new LinkedBlockingQueue<>(100_000);
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            try (BufferedReader from = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16)) {
                for (String line = from.readLine(); line != null; line = from.readLine()) {
                    answered.accept(asked.take(), Dispatch.parse(line));
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                // Nobody waits for what is not read
                process.destroy();
            }
        }, command -> new Thread(command, "answers of the oracle").start());
        try (Writer to = new BufferedWriter(
                new OutputStreamWriter(process.getOutputStream(), StandardCharsets.ISO_8859_1), 1 << 16)) {
            for (T question = next.get(); question != null; question = next.get()) {
                asked.put(question);
                to.write(request.apply(question).line() + "\n");
            }
        } catch (IOException e) {
            reading.join();
            throw new UncheckedIOException("The oracle reads no more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        reading.join();
        if (!asked.isEmpty()) {
            throw new IllegalStateException("The oracle has not answered all questions");
        }
    }

    private Process start() {
        try {
            return new ProcessBuilder(program.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(program + " cannot be started", e);
        }
    }

    /** Skips the properties that ask it where there is none. */
    static final class Needed implements SkipExecutionHook {

        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return find().isPresent() ? SkipResult.doNotSkip() : SkipResult.skip(NONE);
        }

        @Override
        public PropagationMode propagateTo() {
            return PropagationMode.ALL_DESCENDANTS;
        }
    }
}
