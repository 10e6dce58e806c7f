package io.quarkiverse.daprinvoke.runtime.request;

import java.util.List;
import java.util.function.Function;

/**
 * The headers of the current inbound HTTP request. It is a bean only if the application serves requests.
 */
@FunctionalInterface
public interface InboundHeaders {

    /**
     * @return the values of a header of the current request by its name in any letter case, in order, none if the request has
     *         no such header; {@code null} if there is no current request
     */
    Function<String, List<String>> ofCurrentRequest();
}
