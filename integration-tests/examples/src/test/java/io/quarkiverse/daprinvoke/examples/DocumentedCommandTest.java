package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The curl commands of the pages print what the listings behind them show. The application of the examples
 * answers in the place of those that a reader has started.
 */
@QuarkusTest
class DocumentedCommandTest {

    @TestHTTPResource
    String url;

    static Stream<Listing> commands() {
        return Listing.all().stream()
                .filter(listing -> listing.page().endsWith(".adoc") && listing.isCurl());
    }

    @ParameterizedTest
    @MethodSource
    void commands(Listing command) throws IOException, InterruptedException {
        assertThat(run(String.join("\n", command.lines()))).as("what the command in %s prints", command)
                .isEqualTo(String.join("\n", output(command).lines()));
    }

    private static Listing output(Listing command) {
        List<Listing> listings = Listing.all();
        Listing output = listings.get(listings.indexOf(command) + 1);
        assertThat(output.isOutput()).as("Show as JSON what the command in %s prints", command).isTrue();
        return output;
    }

    private String run(String command) throws IOException, InterruptedException {
        String here = url.replaceAll("^http://|/$", "");
        Process process;
        try {
            process = new ProcessBuilder("bash", "-c", command.replaceAll("localhost:80\\d\\d", here)).start();
        } catch (IOException e) {
            return abort("There is no bash, which runs the commands of the documentation");
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() == 127) {
            abort("There is no curl, which the commands of the documentation use");
        }
        return printed.strip();
    }
}
