package io.quarkiverse.daprinvoke.runtime.restclient;

import java.util.List;

import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class DaprServiceRecorder {

    public void start(BeanContainer beans, List<ServiceDefinition> definitions) {
        beans.beanInstance(DaprServices.class).start(definitions);
    }
}
