package io.quarkiverse.daprinvoke.test.conformance;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.junit.jupiter.params.ParameterizedTest;

/**
 * A test of cases of the conformance table. The first argument of each is the number of its row, the second says what it is
 * about; reports show both.
 */
@Target(METHOD)
@Retention(RUNTIME)
@ParameterizedTest(name = "row {0}: {1}", quoteTextArguments = false)
public @interface RowCases {
}
