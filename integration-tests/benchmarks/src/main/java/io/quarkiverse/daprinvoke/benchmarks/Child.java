package io.quarkiverse.daprinvoke.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another JVM, which is asked line by line.
 */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    /**
     * @param prefix words before the command
     * @param arguments of {@code java}
     */
    Child(List<String> prefix, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        in = new PrintStream(process.getOutputStream(), true);
    }

    void say(String line) {
        in.println(line);
    }

    /**
     * @return the next line it prints
     * @throws IOException if it has ended
     */
    String hear() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("It has ended: " + process.info().commandLine().orElse("its command is not known"));
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
