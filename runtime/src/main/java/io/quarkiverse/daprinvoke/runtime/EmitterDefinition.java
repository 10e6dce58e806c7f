package io.quarkiverse.daprinvoke.runtime;

import java.util.List;

import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkus.runtime.annotations.RecordableConstructor;

/**
 * One emitter that the build has found: its types and the members of its annotation, before they are resolved.
 */
public final class EmitterDefinition {

    private final String name;
    private final String appId;
    private final String methodName;
    private final String httpVerb;
    private final String contentType;
    private final String daprAddress;
    private final List<String> headers;
    private final boolean notFoundIsEmpty;
    private final PayloadType payloadType;
    private final PayloadType responseType;
    private final String places;

    /**
     * @param name the emitter's name, empty for none
     * @param headers the headers of its calls, each as {@code name: value}
     * @param responseType the type of the response, {@code null} for an emitter without responses
     * @param places the injection points, for messages
     */
    @RecordableConstructor
    public EmitterDefinition(String name, String appId, String methodName, String httpVerb, String contentType,
            String daprAddress, List<String> headers, boolean notFoundIsEmpty, PayloadType payloadType,
            PayloadType responseType,
            String places) {
        this.name = name;
        this.appId = appId;
        this.methodName = methodName;
        this.httpVerb = httpVerb;
        this.contentType = contentType;
        this.daprAddress = daprAddress;
        this.headers = headers;
        this.notFoundIsEmpty = notFoundIsEmpty;
        this.payloadType = payloadType;
        this.responseType = responseType;
        this.places = places;
    }

    EmitterDefinition withName(String name) {
        return new EmitterDefinition(name, appId, methodName, httpVerb, contentType, daprAddress, headers, notFoundIsEmpty,
                payloadType, responseType, places);
    }

    boolean declaresTheSameAs(EmitterDefinition other) {
        return members().equals(other.members());
    }

    private List<Object> members() {
        return List.of(name, appId, methodName, httpVerb, contentType, daprAddress, headers, notFoundIsEmpty);
    }

    public String getName() {
        return name;
    }

    public String getAppId() {
        return appId;
    }

    public String getMethodName() {
        return methodName;
    }

    public String getHttpVerb() {
        return httpVerb;
    }

    public String getContentType() {
        return contentType;
    }

    public String getDaprAddress() {
        return daprAddress;
    }

    public List<String> getHeaders() {
        return headers;
    }

    public boolean isNotFoundIsEmpty() {
        return notFoundIsEmpty;
    }

    public PayloadType getPayloadType() {
        return payloadType;
    }

    public PayloadType getResponseType() {
        return responseType;
    }

    public String getPlaces() {
        return places;
    }
}
