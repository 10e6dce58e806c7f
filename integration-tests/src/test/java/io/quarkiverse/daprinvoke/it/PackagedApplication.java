package io.quarkiverse.daprinvoke.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged application as a process that a test starts by itself.
 */
final class PackagedApplication {

    static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    private PackagedApplication() {
    }

    /**
     * @param environment its environment variables of Dapr
     * @param options further ones of the Java virtual machine, or of the native executable
     */
    static Process start(Map<String, String> environment, List<String> options) throws IOException {
        Path nativeExecutable = Path.of(System.getProperty("native.image.path"));
        boolean isNative = Files.exists(nativeExecutable);
        List<String> command = new ArrayList<>();
        command.add(isNative ? nativeExecutable.toString()
                : Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dquarkus.http.port=0");
        command.addAll(options);
        if (!isNative) {
            command.addAll(List.of("-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.contains("DAPR"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * @param output of the application that has been started
     */
    static String address(BufferedReader output) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
            lines.append(line).append('\n');
        }
        throw new AssertionError("The application has not started:\n" + lines);
    }
}
