package io.quarkiverse.daprinvoke.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.vertx.core.Vertx;

/**
 * The application of one contender, whose name is its argument. Measures once for each line it reads:
 * {@code <bytes of an order> <calls in flight> <milliseconds>}.
 */
@QuarkusMain
public class Runner implements QuarkusApplication {

    @Inject
    @Any
    Instance<Contender> contenders;

    @Inject
    Vertx vertx;

    @Override
    public int run(String... args) throws Exception {
        Contender contender = contenders.select(Contender.class, NamedLiteral.of(args[0])).get();
        Map<Integer, Load> loads = new HashMap<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        while ((line = in.readLine()) != null) {
            String[] words = line.split(" ");
            Load load = loads.computeIfAbsent(Integer.valueOf(words[0]), size -> new Load(contender, vertx, size));
            System.out.println(load.run(Integer.parseInt(words[1]), Duration.ofMillis(Long.parseLong(words[2]))).line());
        }
        return 0;
    }
}
