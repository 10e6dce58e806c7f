package io.quarkiverse.daprinvoke.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The curl command of the README prints what the README says.
 */
@QuarkusTest
class ReadmeTest {

    private static final Pattern COMMAND_AND_OUTPUT = Pattern.compile("```bash\\n(curl [^`]*)```.*?```json\\n([^`]*)```",
            Pattern.DOTALL);

    @TestHTTPResource
    String url;

    @Test
    void theCommandPrintsTheReply() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("../README.md"));
        Matcher example = COMMAND_AND_OUTPUT.matcher(readme);
        assertTrue(example.find(), "The README has no curl command with a JSON reply behind it");

        assertEquals(example.group(2).strip(), run(example.group(1)));
        assertEquals(readme.indexOf("```bash\ncurl "), readme.lastIndexOf("```bash\ncurl "), "Run the second command too");
    }

    private String run(String command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("bash", "-c", command.replace("http://localhost:8080/", url)).start();
        } catch (IOException e) {
            return abort("There is no bash, which runs the command of the README");
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() == 127) {
            abort("There is no curl, which the command of the README uses");
        }
        return printed.strip();
    }
}
