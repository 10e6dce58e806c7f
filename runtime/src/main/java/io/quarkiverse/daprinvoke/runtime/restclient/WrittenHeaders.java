package io.quarkiverse.daprinvoke.runtime.restclient;

import java.io.IOException;

import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;

/**
 * Checks the headers that interceptors and body writers of the application have added. It wraps all of them, and is registered
 * only if there are any, because REST Client does not stream a body that has an interceptor.
 */
final class WrittenHeaders implements WriterInterceptor {

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        context.proceed();
        ServiceCall call = ServiceCall.current();
        if (call != null) {
            call.checkWritten(context.getHeaders());
        }
    }
}
