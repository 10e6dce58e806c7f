package io.quarkiverse.daprinvoke.test.devservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import com.sun.net.httpserver.HttpServer;

/**
 * A program that replaces daprd: it records how it was started, and is ready. It uses the JDK only, because it runs in a
 * separate process.
 */
final class FakeDaprd {

    private FakeDaprd() {
    }

    /**
     * @return the program
     */
    static Path make(Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path classes;
        try {
            classes = Path.of(FakeDaprd.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return script(folder, "exec '%s' -cp '%s' %s '%s' \"$@\"".formatted(java, classes, FakeDaprd.class.getName(), folder));
    }

    /**
     * @param commands of a shell
     * @return the program
     */
    static Path script(Path folder, String commands) throws IOException {
        Path program = Files.writeString(folder.resolve("daprd"), "#!/bin/sh\n" + commands + "\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + program + " executable");
        }
        return program;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        write(folder, "arguments", List.of(arguments).subList(1, arguments.length));
        write(folder, "environment", System.getenv().entrySet().stream().map(Object::toString).sorted().toList());
        int port = 0;
        for (String argument : arguments) {
            if (argument.startsWith("--dapr-http-port=")) {
                port = Integer.parseInt(argument.split("=")[1]);
            }
            if (argument.startsWith("--resources-path=")) {
                Path resource = Path.of(argument.split("=")[1], "app0.yaml");
                write(folder, "resource", Files.readAllLines(resource));
            }
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 10);
        server.createContext("/v1.0/healthz/outbound", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        write(folder, "pid", List.of(String.valueOf(ProcessHandle.current().pid())));
        server.start();
    }

    private static void write(Path folder, String name, List<String> lines) throws IOException {
        Path part = Files.write(folder.resolve(name + ".part"), lines);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
